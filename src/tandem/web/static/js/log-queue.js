// On each page of a tutor: send what waits on this device, say how many still wait, keep today's pages at hand.

import { keysOf, read, send } from "./log-store.js";

const EVERY = 15_000;
const root = document.querySelector("[data-log-owner]");
const owner = root?.dataset.logOwner;
let busy = false;

function show(waiting, refused, sent) {
    const form = document.querySelector("form[data-log]");
    const here = form ? `:${form.dataset.log}` : null;
    const elsewhere = waiting.filter((key) => !here || !key.endsWith(here));
    const box = root.querySelector("[data-log-waiting]");
    box.hidden = !elsewhere.length;
    box.querySelector("[data-log-one]").hidden = elsewhere.length !== 1;
    box.querySelector("[data-log-more]").hidden = elsewhere.length < 2;
    box.querySelector("[data-log-count]").textContent = elsewhere.length;
    const refusedBox = root.querySelector("[data-log-refused]");
    const other = refused.filter((key) => !here || !key.endsWith(here));
    refusedBox.hidden = !other.length;
    if (other.length) refusedBox.querySelector("[data-log-open]").href = `/tutor/sessie/${other[0].split(":").pop()}/`;
    if (sent) root.querySelector("[data-log-sent]").hidden = false;
}

async function sendAll() {
    if (busy || !owner) return;
    busy = true;
    let sent = 0;
    for (const key of keysOf(owner)) {
        if (!read(key).queued) continue;
        const { state } = await send(key);
        if (state === "sent") sent += 1;
        document.dispatchEvent(new CustomEvent("log:sent", { detail: { key, state } }));
    }
    busy = false;
    const keys = keysOf(owner);
    show(
        keys.filter((key) => read(key).queued),
        keys.filter((key) => read(key).refused),
        sent,
    );
}

async function keepPages() {
    if (!("serviceWorker" in navigator) || !root.dataset.logWorker) return;
    try {
        await navigator.serviceWorker.register(root.dataset.logWorker, { scope: "/tutor/" });
        const { active } = await navigator.serviceWorker.ready;
        // Only today's page knows which forms are of today.
        active.postMessage({ owner, pages: root.dataset.logPages?.split(" ").filter(Boolean) });
    } catch {
        // Without it pages need a connection; what is typed is kept all the same.
    }
}

if (root) {
    sendAll();
    keepPages();
    window.addEventListener("online", sendAll);
    document.addEventListener("log:queued", sendAll);
    setInterval(sendAll, EVERY);
}
