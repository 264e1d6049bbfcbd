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

// Who is left alone bears all of it; before the preview reads the form.
document.addEventListener('change', event => {
    const left = event.target.matches('[id$="-charges"]') ? event.target.querySelectorAll('.charge') : [];
    const measure = event.target.closest?.('.borne')?.querySelector('.how select');
    if (left.length === 1 && measure?.value === 'percent') {
        left[0].querySelector('input').value = '100';
    }
}, true);

document.querySelectorAll('.listed [data-what]').forEach(what => { what.closest('[data-line]').dataset.label = what.value; });
document.addEventListener('input', event => event.target.matches('[data-what]') && take(event.target));
