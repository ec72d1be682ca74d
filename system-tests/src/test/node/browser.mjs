// A browser without eyes: keeps cookies, follows redirects by hand, fills in the forms that it meets.

const HIDDEN = /<input type="hidden" name="([^"]+)" value="([^"]*)"/g;
const FORM = /<form[^>]* action="([^"]+)"/;

export class Browser {
  #cookies = new Map();
  #person;
  pages = [];

  constructor(person) {
    this.#person = person;
  }

  /** Goes on until the server sends the browser to `target`, and returns that address. */
  async visit(address, target) {
    let request = { url: new URL(address) };
    for (let step = 0; step < 12; step++) {
      const response = await this.#send(request);
      const location = response.headers.get('location');
      if (location) {
        const next = new URL(location, request.url);
        if (next.href.split('?')[0] === target) {
          return next;
        }
        request = { url: next };
      } else {
        const html = await response.text();
        if (response.status !== 200 || !FORM.test(html)) {
          throw new Error(`${request.url.pathname} answered ${response.status}`);
        }
        request = this.#fill(request.url, html);
      }
    }
    throw new Error(`never arrived at ${target}`);
  }

  #fill(page, html) {
    const form = new URLSearchParams();
    for (const [, name, value] of html.matchAll(HIDDEN)) {
      form.append(unescape(name), unescape(value));
    }
    const url = new URL(unescape(FORM.exec(html)[1]), page);
    this.pages.push(url.pathname);
    if (html.includes('name="password"')) {
      form.set('email', this.#person.email);
      form.set('password', this.#person.password);
    }
    if (html.includes('name="decision"')) {
      form.set('decision', 'allow');
    }
    return { url, body: form };
  }

  async #send({ url, body }) {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      body,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair, ...attributes] = cookie.split(';').map((part) => part.trim());
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (attributes.some((attribute) => attribute.toLowerCase() === 'max-age=0')) {
        this.#cookies.delete(name);
      } else {
        this.#cookies.set(name, value);
      }
    }
    return response;
  }
}

function unescape(html) {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
