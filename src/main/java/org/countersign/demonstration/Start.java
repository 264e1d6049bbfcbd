package org.countersign.demonstration;

import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;
import org.countersign.identity.Organizations;
import org.countersign.identity.Passwords;
import org.countersign.identity.SetUp;
import org.countersign.platform.Installation;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The last thing before the installation is ready: fills an empty database, and says where to look and how to sign in. */
@Component
class Start implements ApplicationRunner {

    private final Installation installation;
    private final Organizations organizations;
    private final Demonstration demonstration;
    private final Passwords passwords;
    private final SetUp setUp;
    private final Environment environment;

    Start(
            Installation installation,
            Organizations organizations,
            Demonstration demonstration,
            Passwords passwords,
            SetUp setUp,
            Environment environment) {
        this.installation = installation;
        this.organizations = organizations;
        this.demonstration = demonstration;
        this.passwords = passwords;
        this.setUp = setUp;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!installation.greets()) {
            return;
        }
        var url = "http://127.0.0.1:" + environment.getProperty("local.server.port", "8080");
        var file = DemoFile.in(installation.data());
        var empty = organizations.ids().isEmpty();
        if (installation.demonstration() && empty) {
            var password = password();
            demonstration.make(url, password, passwords.hash(password)).write(file);
        }
        if (Files.exists(file)) {
            var demo = DemoFile.read(file).at(url);
            demo.write(file);
            say(greeting(demo, file.toString()));
        } else if (empty) {
            say("Countersign is at " + url + "\nIt is empty. Set it up within a day: " + url + "/set-up/"
                    + setUp.newLink());
        } else {
            say("Countersign is at " + url);
        }
    }

    private static String greeting(DemoFile demo, String file) {
        var buyer = demo.organizations().getFirst().name();
        var people = demo.people().stream()
                .filter(person -> person.organization().equals(buyer))
                .map(person -> "  %-14s %s".formatted(person.user(), String.join(", ", person.roles())))
                .collect(Collectors.joining("\n"));
        return "Countersign is at " + demo.url() + "\n\nSign in as one of " + buyer + ":\n" + people
                + "\nThe password of everybody: " + demo.people().getFirst().password()
                + "\nThe other organisations and the API keys: " + file;
    }

    /** The greeting is for the person at the terminal, not for a log. */
    @SuppressWarnings("SystemOut")
    private static void say(String words) {
        System.out.println("\n" + words + "\n");
    }

    private static String password() {
        var bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
