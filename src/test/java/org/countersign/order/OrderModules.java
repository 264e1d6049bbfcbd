package org.countersign.order;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.countersign.approval.ApprovalFinder;
import org.countersign.approval.Approving;
import org.countersign.approval.Subject;
import org.countersign.budget.Budget;
import org.countersign.budget.BudgetCheck;
import org.countersign.budget.Periods;
import org.countersign.identity.CostCentreFinder;
import org.countersign.identity.DocumentAccess;
import org.countersign.identity.Organizations;
import org.countersign.identity.PeopleFinder;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.JournalFinder;
import org.countersign.platform.Numbers;
import org.countersign.platform.Pipeline;
import org.countersign.platform.Transactions;
import org.countersign.platform.Wake;
import org.countersign.requisition.OrderThis;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.Vendors;

/** The modules up to the order, put together by hand on one database, for the tests of the modules that build on it. */
public final class OrderModules {

    /** Noon of the day that is today in these tests, a Monday in Berlin. */
    public static final Instant NOON = Instant.parse("2026-06-15T10:00:00Z");

    /** Goes on by a millisecond whenever it is asked, so that ids are in the order in which they were made. */
    public final Clock clock = new Clock() {

        private final AtomicLong asked = new AtomicLong();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }

        @Override
        public Instant instant() {
            return NOON.plusMillis(asked.incrementAndGet());
        }
    };

    public final Pipeline jdbc;
    public final Transactions transactions;
    public final Ids ids;
    public final Journal journal;
    public final JournalFinder lives;
    public final Numbers numbers;
    public final DocumentAccess access;
    public final Organizations organizations;
    public final CostCentreFinder costCentres;
    public final Budget budget;
    public final BudgetCheck budgetCheck;
    public final Periods periods;
    public final Vendors vendors;
    public final VendorFinder vendorFinder;
    public final OrderLedger ledger;
    public final OrderFinder orders;
    public final OrderThis making;
    public final Revising revising;
    public final Correspondence correspondence;
    public final Ordering ordering;
    public final OrderCheck orderCheck;
    public final Approving approving;
    public final ApprovalFinder approvals;

    public OrderModules(DataSource app) {
        jdbc = Pipeline.to(app);
        transactions = new Transactions(app);
        ids = new Ids(clock);
        journal = new Journal(jdbc, ids, clock, new Wake());
        lives = new JournalFinder(jdbc);
        numbers = new Numbers(jdbc);
        access = new DocumentAccess(jdbc);
        organizations = new Organizations(jdbc, journal, clock);
        costCentres = new CostCentreFinder(jdbc);
        budget = new Budget(jdbc, journal, ids, clock);
        budgetCheck = new BudgetCheck(jdbc);
        periods = new Periods(jdbc, journal, ids);
        vendors = new Vendors(jdbc, journal, ids);
        vendorFinder = new VendorFinder(jdbc);
        var store = new OrderStore(jdbc, ids);
        var revisions = new RevisionStore(jdbc);
        var answers = new AnswerStore(jdbc);
        ledger = new OrderLedger(store, budget, periods, access, journal, clock);
        orders = new OrderFinder(jdbc, store, revisions, answers, access);
        orderCheck = new OrderCheck(jdbc);
        var subjects = new ArrayList<Subject>();
        approving = new Approving(jdbc, new PeopleFinder(jdbc), organizations, subjects, journal, ids, clock);
        making = new OrderMaking(store, revisions, vendorFinder, budget, access, numbers, journal, ids, clock);
        revising = new Revising(
                store, revisions, ledger, budget, approving, access, organizations, costCentres, journal, ids, clock);
        correspondence = new Correspondence(store, answers, ledger, revising, organizations, journal, ids, clock);
        ordering = new Ordering(store, revisions, ledger, organizations, journal, ids, clock);
        subjects.add(revising);
        approvals = new ApprovalFinder(jdbc);
    }
}
