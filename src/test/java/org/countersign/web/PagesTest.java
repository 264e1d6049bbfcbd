package org.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** How records become pages, without a browser. */
class PagesTest {

    private final Pages pages = new Pages();

    @Test
    void aPageIsWrittenWholeWithItsLength() throws Exception {
        var answer = new MockHttpServletResponse();
        var shown = Pages.message(
                Sample.frame("Not found", Place.ORDERS), ListPage.Empty.of("There is no such order", "Ask a <buyer>."));

        var view = pages.resolveViewName("layout/told", Locale.ENGLISH);
        assertThat(view).isNotNull();
        view.render(shown.getModel(), new MockHttpServletRequest(), answer);

        assertThat(answer.getContentType()).isEqualTo("text/html;charset=utf-8");
        assertThat(answer.getContentLength()).isEqualTo(answer.getContentAsByteArray().length);
        assertThat(answer.getContentAsString())
                .contains("<title>Not found · Countersign</title>")
                .contains("Ask a &lt;buyer&gt;.");
    }

    @Test
    void aPageThatCannotBeMadeSendsNothing() {
        var answer = new MockHttpServletResponse();
        var view = pages.resolveViewName("layout/told", Locale.ENGLISH);
        assertThat(view).isNotNull();

        assertThatThrownBy(() -> view.render(Map.of(Pages.PAGE, "no page"), new MockHttpServletRequest(), answer))
                .isInstanceOf(RuntimeException.class);

        assertThat(answer.getContentAsByteArray()).isEmpty();
    }

    @Test
    void aNameWithoutTemplateIsLeftToOthers() {
        assertThat(pages.resolveViewName("redirect:/orders", Locale.ENGLISH)).isNull();
    }

    @Test
    void aChosenThemeIsKeptForAYear() {
        var answer = new ThemePages().choose("dark");

        assertThat(answer.getStatusCode().value()).isEqualTo(303);
        assertThat(answer.getHeaders().getFirst("Set-Cookie"))
                .startsWith("theme=dark; Path=/; Max-Age=31536000")
                .contains("SameSite=Lax");
    }

    @Test
    void anUnknownThemeFollowsTheMachine() {
        assertThat(Theme.of("\"><script>")).isEqualTo(Theme.SYSTEM);
    }

    @Test
    void aFileOfOursHasAnAddressThatNamesItsContent() {
        assertThat(Assets.of("/app.css")).matches("/app\\.css\\?v=[0-9a-f]{8}");
        assertThatThrownBy(() -> Assets.of("/none.css")).hasMessage("there is no file static/none.css");
    }

    @Test
    void aDocumentHasOnePrimaryActAtMost() {
        var acts = List.of(
                Act.open("receive", "Receive", "/r").first(),
                Act.open("revise", "Revise", "/v").first());

        assertThatThrownBy(() -> document(acts)).hasMessage("PO-1 has more than one primary act");
    }

    @Test
    void aDocumentShowsThreeActsAndTheOthersUnderMore() {
        var act = Act.open("pdf", "PDF", "/pdf");

        assertThat(document(List.of(act, act, act, act)).more()).isEmpty();
        assertThat(document(List.of(act, act, act, act, act)).inSight()).hasSize(3);
        assertThat(document(List.of(act, act, act, act, act)).more()).hasSize(2);
    }

    @Test
    void aRowHasACellForEveryColumn() {
        var columns = List.of(Table.Column.main("Order"), Table.Column.sum("Total"));
        var rows = List.of(Table.Row.of(Table.Cell.text("PO-1")));

        assertThatThrownBy(() -> new Table("Orders", columns, rows))
                .hasMessage("a row of Orders has 1 cells for 2 columns");
    }

    @Test
    void aVisitorIsCalledByTwoLettersAndSeesTheirPlacesInOrder() {
        var visitor = new Visitor(
                "Ines Maria Brandt", "Alpenglow", Map.of(Place.ORDERS, 1001, Place.REQUISITIONS, 0, Place.HOME, 3));

        assertThat(visitor.initials()).isEqualTo("IB");
        assertThat(visitor.in(Place.Section.BUYING)).containsExactly(Place.REQUISITIONS, Place.ORDERS);
        assertThat(visitor.waitingAt(Place.ORDERS)).isEqualTo("1,000+");
        assertThat(visitor.waitingAt(Place.REQUISITIONS)).isEmpty();
    }

    @Test
    void anAddressIsALinkOnlyForWhoMayOpenItsPlace() {
        var visitor = new Visitor("Ada Novak", "Alpenglow", Map.of(Place.HOME, 0, Place.ORDERS, 0));

        assertThat(visitor.reach("/orders/PO-2026-000001")).isEqualTo("/orders/PO-2026-000001");
        assertThat(visitor.reach("/orders?view=late")).isEqualTo("/orders?view=late");
        assertThat(visitor.reach("/requisitions/REQ-2026-000001")).isEmpty();
        assertThat(visitor.reach("/me")).isEqualTo("/me");
        assertThat(Visitor.NOBODY.reach("/orders")).isEmpty();
    }

    private static DocumentPage document(List<Act> acts) {
        return new DocumentPage(
                new DocumentPage.Crumb("Orders", "/orders"),
                "PO-1",
                "",
                "",
                Optional.empty(),
                acts,
                List.of(),
                List.of());
    }
}
