package org.countersign.torture;

import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/** Kills: whom, and at which point, by turns that the seed begins, and by dice of its own; then waits until everything serves again. */
final class Reaper {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Instance instance;
    private final Brake brake;
    private final Random dice;
    private final Map<Point, Integer> kills = new EnumMap<>(Point.class);
    private final AtomicReference<Order> waiting = new AtomicReference<>(Order.NONE);
    private volatile Victim victim = Victim.APPLICATION;
    private volatile boolean done;
    private int count;

    /** What a client is to do for the reaper when it next gets an answer. */
    private enum Order {
        NONE,
        SWALLOW,
        KILL_AFTER,
        TAKEN
    }

    Reaper(Instance instance, Brake brake, long seed) {
        this.instance = instance;
        this.brake = brake;
        this.dice = new Random(seed);
        this.count = (int) Math.floorMod(seed, (long) Point.values().length);
    }

    /** How often it killed at each point. */
    Map<Point, Integer> kills() {
        return Map.copyOf(kills);
    }

    /** One kill; answers what was killed, when, and how long nothing was served. */
    String kill() throws SQLException {
        var point = Point.values()[count % Point.values().length];
        victim = Victim.values()[(count + count / Point.values().length) % Victim.values().length];
        count++;
        kills.merge(point, 1, Integer::sum);
        done = false;
        switch (point) {
            case AT_RANDOM -> {
                Instance.pause(dice.nextInt(400));
                killNow();
            }
            case AFTER_COMMIT_BEFORE_ANSWER -> byClient(Order.SWALLOW);
            case BETWEEN_TWO_ACTS -> byClient(Order.KILL_AFTER);
            case WHILE_APPROVING, WHILE_IMPORTING, WHILE_PAYING, WHILE_SENDING -> inTheMiddle(point);
        }
        var began = System.nanoTime();
        instance.awaitServing();
        brake.release();
        return victim + " " + point + ", served again after " + (System.nanoTime() - began) / 1_000_000 + " ms";
    }

    /** Whether the next answer is to be lost; whoever is told so kills. */
    boolean swallows() {
        return waiting.get() == Order.SWALLOW && waiting.compareAndSet(Order.SWALLOW, Order.TAKEN);
    }

    /** Whether whoever was answered is to kill before the next act. */
    boolean killsAfter() {
        return waiting.get() == Order.KILL_AFTER && waiting.compareAndSet(Order.KILL_AFTER, Order.TAKEN);
    }

    void killNow() {
        instance.kill(victim);
        done = true;
    }

    private void byClient(Order order) {
        waiting.set(order);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done && System.nanoTime() < deadline) {
            Instance.pause(5);
        }
        if (waiting.getAndSet(Order.NONE) != Order.TAKEN) {
            killNow();
        }
        while (!done) {
            Instance.pause(5);
        }
    }

    private void inTheMiddle(Point point) throws SQLException {
        for (var event : point.events()) {
            brake.slow(event, 0.8);
        }
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!brake.holdsOne() && System.nanoTime() < deadline) {
            Instance.pause(10);
        }
        Instance.pause(dice.nextInt(20));
        killNow();
    }
}
