package org.countersign.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/** Lets some workers do something at the same time and takes the time of each operation. */
final class Load {

    private Load() {}

    /** One worker: what it does for its operation number n. */
    interface Worker extends IntConsumer {}

    /** Every worker does its operation so many times, one after the other. */
    static Timings times(List<? extends Worker> workers, int each) {
        return together(workers, worker -> {
            var nanos = new long[each];
            for (var k = 0; k < each; k++) {
                nanos[k] = timed(worker, k);
            }
            return nanos;
        });
    }

    /** Every worker does its operation again and again until the time is over. */
    static Timings during(List<? extends Worker> workers, Duration window) {
        return together(workers, worker -> {
            var until = System.nanoTime() + window.toNanos();
            var nanos = new long[1024];
            var done = 0;
            while (System.nanoTime() < until) {
                nanos = done == nanos.length ? Arrays.copyOf(nanos, 2 * done) : nanos;
                nanos[done] = timed(worker, done);
                done++;
            }
            return Arrays.copyOf(nanos, done);
        });
    }

    /** One worker whose operations have a time at which they should begin, by the clock of {@link System#nanoTime}. */
    interface Arrival {
        void at(long nanoTime);
    }

    /** Operations start at a fixed rate whoever waits; each is timed from when it should have started. */
    static Timings atRate(List<? extends Arrival> workers, double perSecond, Duration window) {
        var count = Math.max(workers.size(), (int) (perSecond * window.toMillis() / 1000));
        var apart = (long) (1e9 / perSecond);
        var begin = System.nanoTime() + Duration.ofMillis(50).toNanos();
        var turns = new java.util.concurrent.atomic.AtomicInteger();
        return together(workers, worker -> {
            var nanos = new ArrayList<Long>();
            for (var turn = turns.getAndIncrement(); turn < count; turn = turns.getAndIncrement()) {
                var intended = begin + turn * apart;
                sleepUntil(intended);
                worker.at(intended);
                nanos.add(System.nanoTime() - intended);
            }
            return nanos.stream().mapToLong(Long::longValue).toArray();
        });
    }

    private static long timed(Worker worker, int k) {
        var begin = System.nanoTime();
        worker.accept(k);
        return System.nanoTime() - begin;
    }

    private interface Work<W> {
        long[] by(W worker);
    }

    private static <W> Timings together(List<? extends W> workers, Work<W> work) {
        var gate = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(workers.size())) {
            var running = workers.stream()
                    .map(worker -> threads.submit((Callable<long[]>) () -> {
                        gate.await();
                        return work.by(worker);
                    }))
                    .toList();
            var begin = System.nanoTime();
            gate.countDown();
            var all = new ArrayList<long[]>();
            for (var one : running) {
                all.add(one.get());
            }
            var seconds = (System.nanoTime() - begin) / 1e9;
            return Timings.of(all.stream().flatMapToLong(Arrays::stream).toArray(), seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void sleepUntil(long nanoTime) {
        try {
            var left = nanoTime - System.nanoTime();
            if (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
