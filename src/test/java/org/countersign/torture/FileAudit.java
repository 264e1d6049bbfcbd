package org.countersign.torture;

import java.util.List;
import java.util.UUID;
import org.countersign.platform.Hash;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files as the API gives them are the bytes that were kept: sealed ones can be opened, and none has changed. */
final class FileAudit {

    private static final int SAMPLE = 100;

    private static final String BANK_FILES = """
            select '/payment-proposals/' || p.id || '/file' as path, encode(c.sha256, 'hex') as hash
              from payment.proposal p
              join platform.content c on (c.organization_id, c.content_id) = (p.organization_id, p.file_id)
             where p.organization_id = :organization order by md5(p.id::text) limit :sample
            """;
    private static final String ORDERS = """
            select id from ordering.purchase_order where organization_id = :organization order by md5(id::text) limit :sample
            """;
    private static final String OF_ORDER = """
            select encode(c.sha256, 'hex') from exchange.outbound_message m
              join platform.content c on (c.organization_id, c.content_id) = (m.organization_id, m.content_id)
             where m.order_id = :order
            """;

    private final JdbcClient database;
    private final List<House> houses;
    private final Client client;
    private final Findings findings;

    FileAudit(Instance instance, List<House> houses, Client client, Findings findings) {
        this.database = JdbcClient.create(instance.superuser());
        this.houses = houses;
        this.client = client;
        this.findings = findings;
    }

    private record Kept(String path, String hash) {}

    void all() {
        houses.forEach(house -> {
            bankFiles(house);
            documents(house);
        });
    }

    private void bankFiles(House house) {
        database.sql(BANK_FILES)
                .param("organization", house.organization())
                .param("sample", SAMPLE)
                .query(Kept.class)
                .list()
                .forEach(kept -> {
                    var now = client.file(house.the("payer"), kept.path()).map(FileAudit::hash);
                    if (!now.filter(kept.hash()::equals).isPresent()) {
                        findings.add("a bank file changed", kept + ", now " + now);
                    }
                });
    }

    private void documents(House house) {
        database.sql(ORDERS)
                .param("organization", house.organization())
                .param("sample", SAMPLE)
                .query(UUID.class)
                .list()
                .forEach(order -> {
                    var kept = database.sql(OF_ORDER)
                            .param("order", order)
                            .query(String.class)
                            .list();
                    for (var document : client.get(house.the("buyer"), "/orders/" + order + "/documents")
                            .orElseThrow()) {
                        var path = document.path("content").asString().replaceFirst("^/api/v1", "");
                        var hash = client.file(house.the("buyer"), path).map(FileAudit::hash);
                        if (hash.filter(kept::contains).isEmpty()) {
                            findings.add("a document cannot be read as it was kept", path + " " + hash);
                        }
                    }
                });
    }

    private static String hash(byte[] bytes) {
        return Hash.hex(Hash.sha256(bytes));
    }
}
