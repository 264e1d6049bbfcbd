package org.countersign.order;

import static org.countersign.kernel.Lifecycle.from;
import static org.countersign.kernel.Lifecycle.on;
import static org.countersign.order.OrderPhase.Act.ANSWER;
import static org.countersign.order.OrderPhase.Act.BILL;
import static org.countersign.order.OrderPhase.Act.CANCEL;
import static org.countersign.order.OrderPhase.Act.COMPLETE;
import static org.countersign.order.OrderPhase.Act.CREDIT;
import static org.countersign.order.OrderPhase.Act.HAND_OVER;
import static org.countersign.order.OrderPhase.Act.HOLD;
import static org.countersign.order.OrderPhase.Act.PAY;
import static org.countersign.order.OrderPhase.Act.RECEIVE;
import static org.countersign.order.OrderPhase.Act.RETURN;
import static org.countersign.order.OrderPhase.Act.REVERSE;
import static org.countersign.order.OrderPhase.Act.REVISE;
import static org.countersign.order.OrderPhase.Act.SHIP;
import static org.countersign.order.OrderPhase.Act.SHORT_CLOSE;
import static org.countersign.order.OrderPhase.Act.WAIVE;

import org.countersign.kernel.Lifecycle;

/**
 * Who has the order in hand. An order made from an approved requisition is born open; what was sent, accepted, received,
 * billed and paid is not a phase: see {@link Standing}.
 */
public enum OrderPhase {
    OPEN,
    ENDED;

    /** What may be done to an order, or happen to it. */
    public enum Act {
        REVISE,
        HAND_OVER,
        ANSWER,
        HOLD,
        SHIP,
        RECEIVE,
        RETURN,
        REVERSE,
        BILL,
        CREDIT,
        WAIVE,
        PAY,
        SHORT_CLOSE,
        CANCEL,
        COMPLETE
    }

    public static final Lifecycle<OrderPhase, Act> LIFE = Lifecycle.of(
            from(
                    OPEN,
                    on(REVISE, OPEN),
                    on(HAND_OVER, OPEN),
                    on(ANSWER, OPEN),
                    on(HOLD, OPEN),
                    on(SHIP, OPEN),
                    on(RECEIVE, OPEN),
                    on(RETURN, OPEN),
                    on(REVERSE, OPEN),
                    on(BILL, OPEN),
                    on(CREDIT, OPEN),
                    on(WAIVE, OPEN),
                    on(PAY, OPEN),
                    on(SHORT_CLOSE, OPEN),
                    on(CANCEL, ENDED),
                    on(COMPLETE, ENDED)),
            from(ENDED, on(HAND_OVER, ENDED), on(RETURN, OPEN), on(REVERSE, OPEN), on(CREDIT, OPEN), on(PAY, OPEN)));
}
