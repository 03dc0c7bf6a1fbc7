// Signing out forgets the pages kept on this device. Notes that were not sent yet stay, unreadable for others here,
// until their writer signs in again: they hold no names.

async function forgets(event) {
    const form = event.target;
    if (!form.matches("[data-signs-out]") || form.dataset.forgotten || !("caches" in window)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.dataset.forgotten = "yes";
    try {
        const names = await caches.keys();
        await Promise.all(names.filter((name) => name.startsWith("tandem-")).map((name) => caches.delete(name)));
    } finally {
        form.submit();
    }
}

document.addEventListener("submit", forgets, { capture: true });
