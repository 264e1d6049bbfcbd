package org.countersign.bench;

import java.nio.file.Files;
import java.util.List;

/**
 * The buyers of an instance, half of them there for acts that must not disturb the other half. The first one's budget has all rows
 * of its breakdown by now, so that a purchase changes them and adds none.
 */
record Staff(List<Buyer> buyers) {

    private static final int SIZE = 16;
    private static final int CYCLES = 25;
    private static final int LINES = 5;
    private static final String FILE = "staff.json";

    /** Those that the instance's folder was kept with, or else hired now. */
    static Staff of(Instance instance) {
        var file = instance.folder().resolve(FILE);
        return Files.exists(file) ? Kept.read(file, Staff.class) : hired(instance);
    }

    /** Hired now, and there from now on in every copy of the instance's folder. */
    static void keep(Instance instance) {
        Kept.write(instance.folder().resolve(FILE), hired(instance));
    }

    private static Staff hired(Instance instance) {
        var staff = new Staff(Buyer.hire(instance, SIZE));
        staff.buy(new Client(instance.url()));
        return staff;
    }

    private void buy(Client client) {
        for (var k = 0; k < CYCLES; k++) {
            new Purchase(buyers.getFirst(), LINES, 0).wholeCycle(client);
        }
    }

    List<Buyer> half() {
        return buyers.subList(0, SIZE / 2);
    }

    List<Buyer> otherHalf() {
        return buyers.subList(SIZE / 2, SIZE);
    }
}
