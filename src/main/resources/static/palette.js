// Search or do anything: the acts open on this page, every place, and what GET /palette?q= finds.
// The answer: {"groups": [{"name": "Orders", "items": [{"words": "...", "note": "...", "href": "/orders/..."}]}]}
const dialog = document.getElementById('palette');
const input = dialog?.querySelector('input');
const found = document.getElementById('found');
const WAIT = 120;
let options = [];
let at = 0;
let timer = 0;
let asked = 0;
let answered = [];

function here() {
    const acts = [...document.querySelectorAll('[data-act]')]
        .map(button => ({ words: button.dataset.act, does: () => button.click() }));
    const places = [...document.querySelectorAll('[data-go]')]
        .map(link => ({ words: link.dataset.words, note: `G ${link.dataset.go.toUpperCase()}`, href: link.href }));
    return [{ name: 'On this page', items: acts }, { name: 'Go to', items: places }];
}

function matching(groups, words) {
    const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
    return groups.map(group => ({
        name: group.name,
        items: group.items.filter(item => parts.every(part => item.words.toLowerCase().includes(part))),
    }));
}

function element(name, classes, words) {
    const made = document.createElement(name);
    made.className = classes;
    made.textContent = words;
    return made;
}

function option(item) {
    const line = element('div', 'option', '');
    line.id = `option-${options.length}`;
    line.setAttribute('role', 'option');
    line.append(element('span', '', item.words));
    if (item.note) {
        line.append(element('small', '', item.note));
    }
    line.addEventListener('mousemove', () => point(options.findIndex(other => other.line === line)));
    line.addEventListener('click', () => take(item));
    options.push({ item, line });
    return line;
}

function draw(groups) {
    options = [];
    found.replaceChildren(...groups.filter(group => group.items.length).map((group, index) => {
        const box = element('div', 'group', '');
        const name = element('h3', '', group.name);
        name.id = `group-${index}`;
        name.setAttribute('role', 'presentation');
        box.setAttribute('role', 'group');
        box.setAttribute('aria-labelledby', name.id);
        box.append(name, ...group.items.map(option));
        return box;
    }));
    if (!options.length) {
        const nothing = element('div', 'option nothing', 'Nothing by that name.');
        nothing.setAttribute('role', 'option');
        nothing.setAttribute('aria-disabled', 'true');
        found.append(nothing);
    }
    point(0);
}

function point(index) {
    options.forEach(({ line }) => line.setAttribute('aria-selected', 'false'));
    at = index;
    const line = options[at]?.line;
    line?.setAttribute('aria-selected', 'true');
    line?.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', line?.id ?? '');
}

function take(item) {
    dialog.close();
    item.does ? item.does() : location.assign(item.href);
}

async function ask() {
    const words = input.value.trim();
    const mine = ++asked;
    const local = matching(here(), words);
    const show = others => draw(words ? [...others, ...local] : [...local, ...others]);
    // What the last answer had of it stays until the next one comes, or Enter would find nothing in between.
    show(matching(answered, words));
    try {
        const answer = await fetch(`/palette?q=${encodeURIComponent(words)}`, { headers: { Accept: 'application/json' } });
        const groups = answer.ok ? (await answer.json()).groups : [];
        if (mine === asked) {
            answered = groups.map(({ name, items }) => ({
                name,
                items: items.map(item => item.act ? { ...item, does: () => act(item.act) } : item),
            }));
            show(answered);
        }
    } catch {
        // Pages and acts can be found without the server.
    }
}

function act(name) {
    document.querySelector(`[data-act="${CSS.escape(name)}"]`)?.click();
}

function open(event) {
    event?.preventDefault();
    if (!dialog || document.querySelector('dialog[open]')) {
        return;
    }
    input.value = '';
    answered = [];
    dialog.showModal();
    ask();
}

document.querySelectorAll('[data-palette]').forEach(opener => opener.addEventListener('click', open));
document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        open(event);
    }
});
input?.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
});
input?.addEventListener('keydown', event => {
    const many = options.length;
    const taken = {
        ArrowDown: () => point((at + 1) % many),
        ArrowUp: () => point((at + many - 1) % many),
        Enter: () => take(options[at].item),
    }[event.key];
    if (taken) {
        event.preventDefault();
        many && taken();
    }
});
