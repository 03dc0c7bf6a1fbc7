// A pupil's card: the QR code brings the code along behind a #, which no server ever sees, and four taps are one page.

const code = document.querySelector("[data-card-code]");
if (code && location.hash.length > 1) {
    code.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
    code.form.requestSubmit();
}

const form = document.querySelector("form[data-pictures]");
form?.addEventListener("submit", (event) => {
    const tapped = event.submitter?.value;
    if (!tapped || event.submitter.name !== "picture") return;
    event.preventDefault();
    const input = form.elements.namedItem("pictures");
    const chosen = input.value ? [...input.value.split(","), tapped] : [tapped];
    input.value = chosen.join(",");
    const spots = form.querySelectorAll(".picture-spot");
    spots.forEach((spot, number) => spot.classList.toggle("filled", number < chosen.length));
    const status = form.querySelector("[data-picture-count]");
    status.textContent = status.dataset.words.replace("0", chosen.length);
    if (chosen.length === spots.length) form.submit();
});
