// Light or dark at once; the cookie tells the server, which sets it before the first paint of the next page.
const root = document.documentElement;

function dark() {
    return root.dataset.theme === 'dark'
        || (root.dataset.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
}

for (const toggle of document.querySelectorAll('[data-theme-toggle]')) {
    toggle.addEventListener('click', event => {
        event.preventDefault();
        root.dataset.theme = dark() ? 'light' : 'dark';
        document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
    });
}
