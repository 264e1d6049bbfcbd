package org.countersign.vendor;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;

/**
 * A bank account by its international number (ISO 13616): country, check digits, and the country's own account number.
 * Held without spaces in upper case. Refuses as {@code iban-invalid} what has an unknown country, another length or form
 * than its country gives, or check digits that do not fit (ISO 7064, mod 97-10).
 */
public record Iban(String value) {

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern SHAPE = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]+");
    private static final Pattern PART = Pattern.compile("([0-9]+)([nac])");

    /** The parts after the check digits, as in the IBAN registry: n digits, a letters, c either. */
    private static final Map<String, Account> ACCOUNTS = accounts("""
            AD 8n12c      AE 19n        AL 8n16c      AT 16n        AZ 4a20c      BA 16n
            BE 12n        BG 4a6n8c     BH 4a14c      BI 23n        BR 23n1a1c    BY 4c4n16c
            CH 5n12c      CR 18n        CY 8n16c      CZ 20n        DE 18n        DJ 23n
            DK 14n        DO 4c20n      EE 16n        EG 25n        ES 20n        FI 14n
            FO 14n        FR 10n11c2n   GB 4a14n      GE 2a16n      GI 4a15c      GL 14n
            GR 7n16c      GT 24c        HR 17n        HU 24n        IE 4a14n      IL 19n
            IQ 4a15n      IS 22n        IT 1a10n12c   JO 4a4n18c    KW 4a22c      KZ 3n13c
            LB 4n20c      LC 4a24c      LI 5n12c      LT 16n        LU 3n13c      LV 4a13c
            LY 21n        MC 10n11c2n   MD 20c        ME 18n        MK 3n10c2n    MR 23n
            MT 4a5n18c    MU 4a19n3a    NL 4a10n      NO 11n        PK 4a16c      PL 24n
            PS 4a21c      PT 21n        QA 4a21c      RO 4a16c      RS 18n        SA 2n18c
            SC 4a20n3a    SD 14n        SE 20n        SI 15n        SK 20n        SM 1a10n12c
            ST 21n        SV 4a20n      TL 19n        TN 20n        TR 6n16c      UA 6n19c
            VA 18n        VG 4a16n      XK 16n
            """);

    /** Where the SEPA schemes reach, by the country of the account; Crown dependencies and French territories are GB, FR. */
    private static final Set<String> SEPA = Set.of(
            "AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GI", "GR", "HR",
            "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO",
            "RS", "SE", "SI", "SK", "SM", "VA");

    public Iban {
        value = SPACES.matcher(value).replaceAll("").toUpperCase(Locale.ROOT);
        Refusal.unless(
                SHAPE.matcher(value).matches(),
                () -> invalid("An IBAN begins with a country and two check digits.", "DE89 3704 ...", "another form"));
        var country = value.substring(0, 2);
        var length = value.length();
        var account = ACCOUNTS.get(country);
        if (account == null) {
            throw invalid("No IBAN is given out by this country.", "a country of the IBAN registry", country);
        }
        Refusal.unless(
                account.length() + 4 == length,
                () -> invalid(
                        "The IBAN has the wrong length for its country.",
                        account.length() + 4 + " characters for " + country,
                        length + " characters"));
        var accountNumber = value.substring(4);
        Refusal.unless(
                account.form().matcher(accountNumber).matches(),
                () -> invalid(
                        "The account number in the IBAN has letters or digits where its country has none.",
                        account.registry() + " after " + country + " and two digits",
                        "another form"));
        var remainder = remainder(accountNumber + value.substring(0, 4));
        Refusal.unless(
                remainder == 1,
                () -> invalid(
                        "The check digits of the IBAN do not fit; copy it again from the vendor's document.",
                        "remainder 1",
                        "remainder " + remainder));
    }

    /** The country that keeps the account, ISO 3166-1 alpha-2. */
    public String country() {
        return value.substring(0, 2);
    }

    /** Whether a payment in euro to this account can be a SEPA credit transfer. */
    public boolean sepa() {
        return SEPA.contains(country());
    }

    /** As on paper: groups of four, the last one shorter. */
    public String printed() {
        return value.replaceAll("(.{4})(?!$)", "$1 ");
    }

    /** For everyone who need not know the account: the first and the last four characters. */
    public String masked() {
        return value.substring(0, 4) + " **** **** " + value.substring(value.length() - 4);
    }

    /** Masked, so that an account number never ends up in a log by accident. */
    @Override
    public String toString() {
        return masked();
    }

    /** The number read in base ten, letters as 10 to 35, modulo 97. */
    private static int remainder(String rearranged) {
        var remainder = 0;
        for (var i = 0; i < rearranged.length(); i++) {
            var digit = Character.digit(rearranged.charAt(i), 36);
            remainder = (digit < 10 ? remainder * 10 + digit : remainder * 100 + digit) % 97;
        }
        return remainder;
    }

    private static Refusal invalid(String sentence, String expected, String actual) {
        return Refusal.rule(
                "iban-invalid",
                sentence,
                Facts.of("field", "iban").and("expected", expected).and("actual", actual));
    }

    private static Map<String, Account> accounts(String table) {
        var accounts = new TreeMap<String, Account>();
        var words = table.strip().split("\\s+", -1);
        for (var i = 0; i < words.length; i += 2) {
            accounts.put(words[i], Account.of(words[i + 1]));
        }
        return Map.copyOf(accounts);
    }

    /** What a country's account number looks like. */
    private record Account(String registry, int length, Pattern form) {

        static Account of(String registry) {
            var length = 0;
            var form = new StringBuilder();
            for (var part : PART.matcher(registry).results().toList()) {
                var characters = switch (part.group(2)) {
                    case "n" -> "[0-9]";
                    case "a" -> "[A-Z]";
                    default -> "[A-Z0-9]";
                };
                form.append(characters).append('{').append(part.group(1)).append('}');
                length += Integer.parseInt(part.group(1));
            }
            return new Account(registry, length, Pattern.compile(form.toString()));
        }
    }
}
