package org.countersign.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.countersign.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An IBAN ... */
class IbanTest {

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(delimiter = '|', textBlock = """
            AD12 0001 2030 2003 5910 0100           | AD | true
            AE07 0331 2345 6789 0123 456            | AE | false
            AL47 2121 1009 0000 0002 3569 8741      | AL | true
            AT61 1904 3002 3457 3201                | AT | true
            BE68 5390 0754 7034                     | BE | true
            BG80 BNBG 9661 1020 3456 78             | BG | true
            BR18 0036 0305 0000 1000 9795 493C 1    | BR | false
            CH93 0076 2011 6238 5295 7              | CH | true
            CY17 0020 0128 0000 0012 0052 7600      | CY | true
            CZ65 0800 0000 1920 0014 5399           | CZ | true
            DE89 3704 0044 0532 0130 00             | DE | true
            DK50 0040 0440 1162 43                  | DK | true
            EE38 2200 2210 2014 5685                | EE | true
            ES91 2100 0418 4502 0005 1332           | ES | true
            FI21 1234 5600 0007 85                  | FI | true
            FR14 2004 1010 0505 0001 3M02 606       | FR | true
            GB29 NWBK 6016 1331 9268 19             | GB | true
            GI75 NWBK 0000 0000 7099 453            | GI | true
            GR16 0110 1250 0000 0001 2300 695       | GR | true
            HR12 1001 0051 8630 0016 0              | HR | true
            HU42 1177 3016 1111 1018 0000 0000      | HU | true
            IE29 AIBK 9311 5212 3456 78             | IE | true
            IL62 0108 0000 0009 9999 999            | IL | false
            IS14 0159 2600 7654 5510 7303 39        | IS | true
            IT60 X054 2811 1010 0000 0123 456       | IT | true
            LI21 0881 0000 2324 013A A              | LI | true
            LT12 1000 0111 0100 1000                | LT | true
            LU28 0019 4006 4475 0000                | LU | true
            LV80 BANK 0000 4351 9500 1              | LV | true
            MC58 1122 2000 0101 2345 6789 030       | MC | true
            MT84 MALT 0110 0001 2345 MTLC AST0 01S  | MT | true
            NL91 ABNA 0417 1643 00                  | NL | true
            NO93 8601 1117 947                      | NO | true
            PL61 1090 1014 0000 0712 1981 2874      | PL | true
            PT50 0002 0123 1234 5678 9015 4         | PT | true
            RO49 AAAA 1B31 0075 9384 0000           | RO | true
            RS35 2600 0560 1001 6113 79             | RS | true
            SA03 8000 0000 6080 1016 7519           | SA | false
            SE45 5000 0000 0583 9825 7466           | SE | true
            SI56 2633 0001 2039 086                 | SI | true
            SK31 1200 0000 1987 4263 7541           | SK | true
            SM86 U032 2509 8000 0000 0270 100       | SM | true
            TR33 0006 1005 1978 6457 8413 26        | TR | false
            """)
    void isTakenAndPrintedInGroupsOfFour(String printed, String country, boolean sepa) {
        var iban = new Iban(printed);

        assertThat(iban.printed()).isEqualTo(printed);
        assertThat(iban.value()).isEqualTo(printed.replace(" ", ""));
        assertThat(iban.country()).isEqualTo(country);
        assertThat(iban.sepa()).isEqualTo(sepa);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            DE88 3704 0044 0532 0130 00            | remainder 1                      | remainder 0
            DE89 3704 0044 0532 0130 0             | 22 characters for DE             | 21 characters
            DE89 3704 0044 0532 0130 000           | 22 characters for DE             | 23 characters
            DE89 3704 0044 0532 0103 00            | remainder 1                      | remainder 45
            AT61 1904 3002 3457 3202               | remainder 1                      | remainder 28
            BE68 5390 0754 703                     | 16 characters for BE             | 15 characters
            CH93 0076 2011 6238 5295 77            | 21 characters for CH             | 22 characters
            DK50 0040 0440 1162 4A                 | 14n after DK and two digits      | another form
            ES91 2100 0418 4502 0005 133           | 24 characters for ES             | 23 characters
            FR14 2004 1010 0505 0001 3M02 6O6      | 10n11c2n after FR and two digits | another form
            GB29 NWB1 6016 1331 9268 19            | 4a14n after GB and two digits    | another form
            IE29 AIBK 9311 5212 3456 7             | 22 characters for IE             | 21 characters
            IT60 0054 2811 1010 0000 0123 456      | 1a10n12c after IT and two digits | another form
            NL91 ABNA 0417 1643 0                  | 18 characters for NL             | 17 characters
            NO93 8601 1117 9478                    | 15 characters for NO             | 16 characters
            PL61 1090 1014 0000 0712 1981 287      | 28 characters for PL             | 27 characters
            PT50 0002 0123 1234 5678 9015          | 25 characters for PT             | 24 characters
            SE45 5000 0000 0583 9825 74661         | 24 characters for SE             | 25 characters
            US12 3456 7890 1234                    | a country of the IBAN registry   | US
            ZZ00 1234                              | a country of the IBAN registry   | ZZ
            3704 0044 0532 0130 00                 | DE89 3704 ...                    | another form
            DE89-3704-0044-0532-0130-00            | DE89 3704 ...                    | another form
            ''                                     | DE89 3704 ...                    | another form
            """)
    void isRefusedWithWhatWasExpectedAndWhatCame(String given, String expected, String actual) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new Iban(given))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo("iban-invalid");
                    assertThat(refusal.facts().named())
                            .containsEntry("expected", expected)
                            .containsEntry("actual", actual);
                });
    }

    @Test
    void isOneAccountHoweverItWasTyped() {
        var typed = new Iban(" de89\u00a03704 0044\t0532 013000 ");

        assertThat(typed).isEqualTo(new Iban("DE89370400440532013000"));
    }

    @Test
    void showsOnlyItsEndsWhenMasked() {
        var iban = new Iban("DE89370400440532013000");

        assertThat(iban.masked()).isEqualTo("DE89 **** **** 3000");
        assertThat(iban).hasToString("DE89 **** **** 3000");
    }

    @ParameterizedTest
    @CsvSource({"COBADEFF,COBADEFF", "cobadeffxxx,COBADEFFXXX", "BNPA FRPP,BNPAFRPP"})
    void namesItsBankByAWellFormedBic(String given, String value) {
        assertThat(new Bic(given).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"COBADEF", "COBADEFFX", "COBA12FF", "''"})
    void doesNotNameItsBankByAnIllFormedBic(String given) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new Bic(given))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("bic-invalid"));
    }
}
