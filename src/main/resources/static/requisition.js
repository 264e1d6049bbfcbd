// A line from the catalogue: the words of an item bring vendor, price, unit and tax, so that nobody types them.
const items = document.getElementById('items');

function take(what) {
    const line = what.closest('[data-line]');
    const item = line.querySelector('[name$=".item"]');
    const chosen = [...items.options].find(option => option.value === what.value);
    if (chosen) {
        line.dataset.label = chosen.value;
        line.querySelector('[data-offer]').textContent = chosen.dataset.note;
        item.value = chosen.dataset.item;
    } else if (line.dataset.label !== what.value) {
        line.querySelector('[data-offer]').textContent = '';
        item.value = '';
    }
    line.classList.toggle('listed', item.value !== '');
}

// Who bears a line alone bears all of it: parts are asked for once there are several, or as amounts.
function bear(borne, left) {
    const parts = [...borne.querySelectorAll('.charge input')];
    const percent = borne.querySelector('.how select').value === 'percent';
    if (left && parts.length === 1 && percent) {
        parts[0].value = '100';
    }
    borne.classList.toggle('alone', parts.length === 1 && percent && parts[0].value.trim() === '100');
}

// Before the preview reads the form.
document.addEventListener('change', event => {
    const borne = event.target.closest('.borne');
    borne && bear(borne, event.target.matches('[id$="-charges"]'));
}, true);

document.querySelectorAll('.listed [data-what]').forEach(what => { what.closest('[data-line]').dataset.label = what.value; });
document.addEventListener('input', event => event.target.matches('[data-what]') && take(event.target));
