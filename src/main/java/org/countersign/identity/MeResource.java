package org.countersign.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Grant;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Role;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who the key or session acts as, for which organisation, and what goes with that. */
@RestController
@Chapter(value = "Who you are", about = "The person that a key acts as")
class MeResource {

    private final Organizations organizations;
    private final OwnPassword password;

    MeResource(Organizations organizations, OwnPassword password) {
        this.organizations = organizations;
        this.password = password;
    }

    record ChangedPassword(String present, String next) {}

    record Mine(
            OrganizationId id, String name, boolean buys, boolean sells, String currency, String zone, String locale) {}

    record Me(AccountId id, String name, Mine organization, List<Role> roles, List<Authority> authorities) {}

    @Does("Says who the key acts as, for which organisation, and what that person may do")
    @GetMapping("/api/v1/me")
    Me me(Actor by) {
        var organization = organizations.organization(by.organization());
        return new Me(
                by.account(),
                by.name(),
                new Mine(
                        organization.id(),
                        organization.name(),
                        organization.buys(),
                        organization.sells(),
                        organization.currency().getCode(),
                        organization.zone().getId(),
                        organization.locale().toLanguageTag()),
                by.grants().stream().map(Grant::role).sorted().toList(),
                Arrays.stream(Authority.values()).filter(by::may).toList());
    }

    /**
     * Changes one's own password and ends one's sessions. Takes no idempotency key: a fast hash of a password must not be
     * kept, and a repeat is refused because the present password is another one then.
     */
    @Does("Changes your own password, with the present one")
    @PutMapping("/api/v1/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@RequestBody ChangedPassword change, Actor by) {
        password.change(change.present(), change.next(), Optional.empty(), by);
    }
}
