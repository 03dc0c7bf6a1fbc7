// What every page may use: dialogs, messages that close, menus that close, forms that are sent once.
// Each works without this file too: a dialog opens by its address, a message stays, a form simply posts.

function opens(event) {
    const opener = event.target.closest("[data-opens]");
    if (!opener) return;
    const dialog = document.getElementById(opener.dataset.opens);
    if (!(dialog instanceof HTMLDialogElement)) return;
    event.preventDefault();
    dialog.showModal();
}

function closes(event) {
    const closer = event.target.closest("[data-closes]");
    const dialog = closer?.closest("dialog");
    if (!dialog) return;
    if (dialog.open) {
        event.preventDefault();
        dialog.close();
    }
}

function dismisses(event) {
    const button = event.target.closest("[data-dismiss]");
    button?.parentElement.remove();
}

function closesMenus(event) {
    for (const menu of document.querySelectorAll(".menu-button[open], .bottom-bar details[open]")) {
        if (!menu.contains(event.target)) menu.open = false;
    }
}

function showDismissButtons(root) {
    for (const button of root.querySelectorAll("[data-dismiss]")) button.hidden = false;
}

function sentOnce(event) {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
        event.preventDefault();
        return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
}

function mayBeSentAgain() {
    // A page that comes back from the browser's memory has its forms ready once more.
    for (const form of document.querySelectorAll("form[data-sent]")) {
        delete form.dataset.sent;
        form.querySelector('[aria-busy="true"]')?.removeAttribute("aria-busy");
    }
}

function announce(root) {
    // What htmx replaces is not heard by itself: its status is repeated in a place that stays.
    const status = root.querySelector?.("[data-announce]");
    const announcer = document.getElementById("announcer");
    const words = status?.textContent.trim().replace(/\s+/g, " ");
    if (words && announcer && announcer.textContent !== words) announcer.textContent = words;
}

function signsInAgain(event) {
    // Signed off in the meantime: the answer is the sign-in page, which does not belong inside this one.
    const { pathname } = new URL(event.detail.xhr.responseURL || location.href, location.href);
    if (pathname.endsWith("/account/login/") && pathname !== location.pathname) {
        event.preventDefault();
        location.reload();
    }
}

function showsWhereOneIs() {
    // A row of tabs that does not fit begins at the tab of this page.
    for (const here of document.querySelectorAll(".tabs [aria-current]")) {
        const row = here.parentElement;
        row.scrollLeft += here.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - here.offsetWidth) / 2;
    }
}

function opensWhatIsPointedAt() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement && !target.open) {
        target.open = true;
        target.scrollIntoView();
    }
}

function tellsItFailed() {
    const messages = document.getElementById("messages");
    if (!messages || messages.querySelector("[data-not-reached]")) return;
    const words = document.getElementById("not-reached").content.cloneNode(true);
    words.firstElementChild.dataset.notReached = "";
    showDismissButtons(words);
    messages.append(words);
}

document.addEventListener("click", (event) => {
    opens(event);
    closes(event);
    dismisses(event);
    closesMenus(event);
});
document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll(".menu-button[open], .bottom-bar details[open]")) {
        menu.open = false;
        menu.querySelector("summary").focus();
    }
});
document.addEventListener("submit", sentOnce);
window.addEventListener("pageshow", mayBeSentAgain);
window.addEventListener("hashchange", opensWhatIsPointedAt);
document.addEventListener("htmx:load", (event) => {
    showDismissButtons(event.target);
    announce(event.target);
});
document.addEventListener("htmx:beforeOnLoad", signsInAgain);
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, tellsItFailed);
}
showDismissButtons(document);
showsWhereOneIs();
opensWhatIsPointedAt();
