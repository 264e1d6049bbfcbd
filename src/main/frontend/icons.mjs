// Makes one SVG sprite of the icons named in icons.txt: node icons.mjs <icons.txt> <node_modules> <sprite to write>
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [list, modules, sprite] = process.argv.slice(2);

function stop(sentence) {
    console.error(sentence);
    process.exit(1);
}

const outline = join(modules, '@tabler', 'icons', 'icons', 'outline');
if (!existsSync(outline)) {
    stop('What the browser gets is not there: run "npm ci --ignore-scripts" next to pom.xml, then build again.');
}

function symbol(name) {
    const file = join(outline, `${name}.svg`);
    if (!existsSync(file)) {
        stop(`There is no Tabler icon "${name}"; mend ${list}.`);
    }
    const drawing = readFileSync(file, 'utf8')
        .replace(/^[\s\S]*?<svg[^>]*>/, '')
        .replace(/<\/svg>\s*$/, '')
        .replace(/\s*<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, '')
        .replace(/\n\s*/g, '');
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" `
        + `stroke-linecap="round" stroke-linejoin="round">${drawing}</symbol>`;
}

const names = readFileSync(list, 'utf8').split('\n').map(line => line.trim()).filter(line => line && !line.startsWith('#'));
mkdirSync(dirname(sprite), { recursive: true });
writeFileSync(sprite, `<svg xmlns="http://www.w3.org/2000/svg">\n${names.map(symbol).join('\n')}\n</svg>\n`);
