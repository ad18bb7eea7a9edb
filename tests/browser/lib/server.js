// A static server as strict as the strictest host: a folder needs its slash, an unknown file is a
// 404 with the site's own page, an unknown kind of file is a mistake.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { atHome } from './pages.js';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.atom': 'application/atom+xml; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.pdf': 'application/pdf',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Serves a folder on a free port of this machine until `close` is called. */
export async function serve(folder) {
  const server = createServer((request, response) => {
    answer(folder, request).then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      (error) => response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error)),
    );
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const close = () =>
    new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections?.();
    });
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

async function answer(folder, request) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, type: 'text/plain', body: 'GET only' };
  }
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const file = join(folder, normalize(path.endsWith('/') ? `${path}index.html` : path));
  const hidden = path.split('/').some((part) => part.startsWith('.'));
  const inside = file.startsWith(folder + sep) && !hidden;
  if (!inside || !(await stat(file).catch(() => null))?.isFile()) {
    const page = await readFile(join(folder, '404.html'), 'utf8').catch(() => '404.html is missing');
    return { status: 404, type: TYPES['.html'], body: atHome('404.html', page) };
  }
  const type = TYPES[extname(file)];
  if (!type) throw new Error(`no content type for ${path}`);
  if (path.endsWith('/404.html')) return { status: 200, type, body: atHome(path.slice(1), await readFile(file, 'utf8')) };
  return { status: 200, type, body: await readFile(file) };
}
