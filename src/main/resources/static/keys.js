// The keyboard: rows, pages, places, and the main act. Nothing is taken while somebody writes.
const rows = [...document.querySelectorAll('[data-row]')];
let at = -1;
let going = 0;

function opens(row) {
    return row?.querySelector('a[href]');
}

function move(by) {
    const next = Math.min(rows.length - 1, Math.max(0, at + by));
    if (!rows[next]) {
        return;
    }
    rows[at]?.classList.remove('at');
    at = next;
    rows[at].classList.add('at');
    const link = opens(rows[at]);
    link ? link.focus({ preventScroll: true }) : rows[at].scrollIntoView();
    rows[at].scrollIntoView({ block: 'nearest' });
}

function show() {
    document.getElementById('keys')?.showModal();
}

const acts = {
    'j': () => move(1),
    'k': () => move(-1),
    'x': () => rows[at]?.querySelector('[data-pick]')?.click(),
    'n': () => document.querySelector('a[rel=next]')?.click(),
    'p': () => document.querySelector('a[rel=prev]')?.click(),
    '.': () => document.querySelector('.acts .go')?.click(),
    '/': () => document.querySelector('[data-palette]')?.click(),
    '?': show,
};

function busy(event) {
    return event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')
        || event.target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]');
}

document.addEventListener('keydown', event => {
    if (busy(event)) {
        return;
    }
    const key = event.key.toLowerCase();
    if (going && Date.now() - going < 1500) {
        going = 0;
        const place = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
        if (place) {
            event.preventDefault();
            place.click();
        }
        return;
    }
    if (key === 'g') {
        going = Date.now();
        return;
    }
    // Enter follows the link of the row by itself: the row's link has the focus.
    if (acts[key]) {
        event.preventDefault();
        acts[key]();
    }
});

// A row is reached by mouse or tab as well: J and K go on from there.
rows.forEach((row, index) => row.addEventListener('focusin', () => {
    rows[at]?.classList.remove('at');
    at = index;
    row.classList.add('at');
}));

document.querySelectorAll('[data-keys]').forEach(button => button.addEventListener('click', show));
