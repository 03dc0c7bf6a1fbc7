// Signing out forgets the pages kept on this device. Notes that were not sent yet stay, unreadable for others here,
// until their writer signs in again: they hold no names.

const PATIENCE = 1_500;

// Asks the worker, which may be busy keeping a page; resolves when it has forgotten, or when it does not answer.
async function askWorker() {
    const worker = (await navigator.serviceWorker?.getRegistration("/tutor/"))?.active;
    if (!worker) return;
    const { port1, port2 } = new MessageChannel();
    await new Promise((resolve) => {
        port1.onmessage = resolve;
        setTimeout(resolve, PATIENCE);
        worker.postMessage({ signOut: true }, [port2]);
    });
}

async function forgets(event) {
    const form = event.target;
    if (!form.matches("[data-signs-out]") || !("caches" in window)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    try {
        await askWorker();
        const names = await caches.keys();
        await Promise.all(names.filter((name) => name.startsWith("tandem-")).map((name) => caches.delete(name)));
    } finally {
        form.submit();
    }
}

document.addEventListener("submit", forgets, { capture: true });
