package org.countersign.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class PageKeyTest {

    private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");

    @Test
    void aKeyComesBackAsItWentOut() {
        var text = PageKey.of(LocalDate.of(2026, 3, 1), "Müller & Söhne", ID).text();

        var key = PageKey.read(text, LocalDate.MAX, "", PageKey.LOWEST);

        assertThat(key.date(0)).isEqualTo("2026-03-01");
        assertThat(key.word(1)).isEqualTo("Müller & Söhne");
        assertThat(key.id(2)).isEqualTo(ID);
    }

    @Test
    void aListBeginsAtItsBeginningWithoutAKey() {
        var key = PageKey.read("", LocalDate.of(9999, 12, 31), PageKey.HIGHEST);

        assertThat(key.date(0)).isEqualTo("9999-12-31");
    }

    @Test
    void aKeyOfAnotherListIsRefused() {
        var text = PageKey.of("one").text();

        assertThatThrownBy(() -> PageKey.read(text, "", PageKey.LOWEST))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("key-unreadable"));
    }

    @Test
    void aPageLinksToTheNextWithItsFilters() {
        var request = new MockHttpServletRequest("GET", "/api/v1/vendors");
        request.addParameter("view", "all");
        request.addParameter("after", "old");

        var response = Links.page(new Page<>(List.of("row"), Optional.of("new key")), request);

        assertThat(response.getHeaders().getFirst("Link"))
                .isEqualTo("</api/v1/vendors?view=all&after=new+key>; rel=\"next\"");
        assertThat(response.getBody()).isEqualTo(List.of("row"));
    }

    @Test
    void theLastPageLinksNowhere() {
        var response =
                Links.page(new Page<>(List.of(), Optional.empty()), new MockHttpServletRequest("GET", "/api/v1/items"));

        assertThat(response.getHeaders().containsHeader("Link")).isFalse();
    }
}
