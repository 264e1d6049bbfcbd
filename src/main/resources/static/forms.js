// Forms: one effect per press, dialogs, rows that are added, and a word when the server does not answer.
const SLOW = 1000;

function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

function toast(words) {
    const line = document.createElement('p');
    line.className = 'toast';
    line.textContent = words;
    document.getElementById('toasts')?.append(line);
    setTimeout(() => line.remove(), 8000);
}

// A form that is being sent is not sent again; the key makes a repeat harmless even where this fails.
document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method !== 'post' || form.hasAttribute('hx-post')) {
        return;
    }
    if (form.dataset.sent) {
        event.preventDefault();
        return;
    }
    form.dataset.sent = 'true';
    form.setAttribute('aria-busy', 'true');
    setTimeout(() => form.dataset.sent && form.classList.add('slow'), SLOW);
});

// Back to a page that was kept: its forms may be sent again, as another wish.
window.addEventListener('pageshow', event => {
    if (!event.persisted) {
        return;
    }
    for (const form of document.querySelectorAll('form[data-sent]')) {
        delete form.dataset.sent;
        form.removeAttribute('aria-busy');
        form.classList.remove('slow');
        form.querySelectorAll('input[name=_key]').forEach(key => { key.value = newKey(); });
    }
});

document.addEventListener('click', event => {
    const opener = event.target.closest('[data-dialog]');
    if (opener) {
        const dialog = document.querySelector(opener.dataset.dialog || opener.getAttribute('href'));
        if (dialog) {
            event.preventDefault();
            opener.closest('details')?.removeAttribute('open');
            dialog.showModal();
        }
        return;
    }
    const closer = event.target.closest('[data-close]');
    if (closer?.closest('dialog')?.open) {
        event.preventDefault();
        closer.closest('dialog').close();
        return;
    }
    if (event.target instanceof HTMLDialogElement && event.target.open) {
        event.target.close();
    }
    closeMenus(event.target);
    addRow(event) || removeRow(event) || fill(event);
});

document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
        const open = document.querySelector('details.more[open], details.why-not[open]');
        closeMenus(null);
        open?.querySelector('summary').focus();
    }
});

// Menus are details: one open at a time, closed by a click elsewhere.
function closeMenus(target) {
    for (const menu of document.querySelectorAll('details.more[open], details.why-not[open]')) {
        if (!target || !menu.contains(target)) {
            menu.open = false;
        }
    }
}

// <button type="button" data-add="#line" data-into="#lines">: the template's __n__ becomes the next number.
function addRow(event) {
    const button = event.target.closest('[data-add]');
    if (!button) {
        return false;
    }
    event.preventDefault();
    const into = document.querySelector(button.dataset.into);
    const next = Number(into.dataset.next ?? into.childElementCount);
    into.dataset.next = String(next + 1);
    into.insertAdjacentHTML('beforeend', document.querySelector(button.dataset.add).innerHTML.replaceAll('__n__', next));
    window.htmx?.process(into.lastElementChild);
    into.lastElementChild.querySelector('input:not([type=hidden]), select, textarea')?.focus();
    into.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
}

// <button type="button" data-remove>: takes its closest [data-line] away.
function removeRow(event) {
    const line = event.target.closest('[data-remove]')?.closest('[data-line]');
    const lines = line?.parentElement;
    line?.remove();
    lines?.dispatchEvent(new Event('change', { bubbles: true }));
}

// <button type="button" data-fill>: what is still empty in its form takes the whole of what is open.
function fill(event) {
    const form = event.target.closest('[data-fill]')?.form;
    const empty = [...form?.querySelectorAll('[data-all]') ?? []].filter(input => !input.value.trim());
    empty.forEach(input => { input.value = input.dataset.all; });
    form?.dispatchEvent(new Event('change', { bubbles: true }));
}

// Several rows at once: the button counts them and waits until there is one.
const picks = [...document.querySelectorAll('[data-pick]')];
const selected = document.querySelector('[data-selected]');
if (selected) {
    const words = selected.textContent;
    const count = () => {
        const many = picks.filter(pick => pick.checked).length;
        selected.disabled = many === 0;
        selected.textContent = many === 0 ? words : `${words} (${many})`;
        picks.forEach(pick => pick.closest('tr').classList.toggle('picked', pick.checked));
    };
    picks.forEach(pick => pick.addEventListener('change', count));
    count();
}

// A preview is an element with hx-post, hx-include="closest form" and hx-trigger; it keeps what it shows when a try fails.
document.addEventListener('htmx:responseError', event => {
    if (event.detail.xhr.status !== 422) {
        toast('The server could not answer that; what you see is from before.');
    }
});
document.addEventListener('htmx:sendError', () => toast('The server cannot be reached; nothing was sent.'));
