// Keeps today's page and its forms at hand without a connection: only of today, only of who is signed in.
// The network always goes first. Nothing is kept of other pages; signing out forgets all (log-signout.js).

const CACHE = "tandem-today";
const STATIC = "tandem-static";
const PAGES = /^\/tutor\/(sessie\/[0-9a-f-]{36}\/)?$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

function isOfToday(response) {
    const date = new Date(response.headers.get("Date") ?? 0);
    return date.toDateString() === new Date().toDateString();
}

let signedOut = false; // a page still on its way when somebody signs out must not be kept after all

async function keep(request, response) {
    if (signedOut || !response.ok || response.redirected || response.type !== "basic") return;
    const cache = await caches.open(CACHE);
    await cache.put(request, response);
    if (signedOut) await forget();
}

async function forget() {
    await caches.delete(CACHE);
}

async function page(request) {
    try {
        const response = await fetch(request);
        const { pathname } = new URL(request.url);
        if (response.type === "opaqueredirect" || response.status === 403) await forget();
        else if (PAGES.test(pathname)) await keep(pathname, response.clone());
        return response;
    } catch {
        return (await kept(new URL(request.url).pathname)) ?? noConnection();
    }
}

async function kept(pathname) {
    const found = await caches.match(pathname, { cacheName: CACHE });
    if (!found) return null;
    if (isOfToday(found)) return found;
    await forget();
    return null;
}

// A form that was sent before its script was there: the step back brings the form with what was typed.
async function sent(request) {
    try {
        return await fetch(request);
    } catch {
        return noConnection("Geen bereik. Ga één stap terug: wat je typte staat er nog. · No connection: go one step back.");
    }
}

function noConnection(words = "Geen bereik. Wat je bewaarde staat op je telefoon. · No connection.") {
    const body = `<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Tandem</title><h1>Tandem</h1><p>${words}</p><p><a href="/tutor/">Vandaag · Today</a></p></html>`;
    return new Response(body, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

async function asset(request) {
    const cache = await caches.open(STATIC);
    try {
        const response = await fetch(request);
        if (response.ok) await cache.put(request, response.clone());
        return response;
    } catch (error) {
        const found = await cache.match(request);
        if (found) return found;
        throw error;
    }
}

self.addEventListener("fetch", (event) => {
    const { request } = event;
    const address = new URL(request.url);
    if (address.origin !== self.location.origin) return;
    if (request.method === "POST" && request.mode === "navigate") event.respondWith(sent(request));
    if (request.method !== "GET") return;
    if (request.mode === "navigate") event.respondWith(page(request));
    else if (address.pathname.startsWith("/static/")) event.respondWith(asset(request));
});

// Fetches the forms of today's sessions beforehand, and forgets those of other days and other people.
async function prepare({ owner, pages }) {
    signedOut = false;
    const known = await caches.match("/tutor/owner", { cacheName: CACHE });
    if (known && (await known.text()) !== owner) await forget();
    const cache = await caches.open(CACHE);
    await cache.put("/tutor/owner", new Response(owner));
    if (!pages) return;
    const wanted = new Set([...pages, "/tutor/", "/tutor/owner"]);
    for (const request of await cache.keys()) {
        if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request);
    }
    for (const address of pages) {
        const response = await fetch(address, { credentials: "same-origin" });
        await keep(address, response);
    }
}

async function signOut(port) {
    signedOut = true;
    await forget();
    port?.postMessage("forgotten");
}

self.addEventListener("message", (event) => {
    if (event.data?.owner) event.waitUntil(prepare(event.data).catch(() => {}));
    if (event.data?.signOut) event.waitUntil(signOut(event.ports[0]));
});
