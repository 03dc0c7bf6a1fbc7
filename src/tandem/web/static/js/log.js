// The form after a session: everything is kept on the device as it is typed, and sent when there is a connection.

import { keyOf, newKey, read, send, write } from "./log-store.js";

const form = document.querySelector("form[data-log]");
const owner = document.querySelector("[data-log-owner]").dataset.logOwner;
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "sent_id", "follows"]);

class LogForm {
    constructor(form) {
        this.form = form;
        this.key = keyOf(owner, form.dataset.log);
        this.save = form.querySelector(".log-save button");
        for (const part of form.querySelectorAll("[data-log-only]")) part.hidden = false;
        this.restore();
        if (this.isTyped && !read(this.key).draft) this.typed(); // somebody was faster than this script
        this.mirror();
        form.addEventListener("click", (event) => this.taps(event));
        form.addEventListener("input", () => this.typed());
        form.addEventListener("submit", (event) => this.submits(event));
        document.addEventListener("log:sent", (event) => this.sentElsewhere(event));
    }

    get fields() {
        return [...new FormData(this.form)].filter(([name]) => !NOT_TYPED.has(name));
    }

    get isTyped() {
        return [...this.form.elements].some((field) =>
            ["radio", "checkbox"].includes(field.type)
                ? field.checked !== field.defaultChecked
                : "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue,
        );
    }

    restore() {
        const record = read(this.key);
        const typed = record.draft ?? record.queued?.fields;
        if (!typed) return;
        const values = typed.filter(([name]) => !NOT_TYPED.has(name));
        for (const field of this.form.elements) {
            if (!field.name || NOT_TYPED.has(field.name)) continue;
            const given = values.filter(([name]) => name === field.name).map(([, value]) => value);
            if (field.type === "radio" || field.type === "checkbox") field.checked = given.includes(field.value);
            else if (given.length) field.value = given[0];
        }
        if (record.draft) this.form.querySelector("[data-log-restored]").hidden = false;
        else this.show("kept");
    }

    typed() {
        const record = read(this.key);
        record.draft = this.fields;
        this.isKept = write(this.key, record);
        this.mirror();
    }

    // Shows beside a closed part what stands in it, and which buttons say the same as the form.
    mirror() {
        for (const shown of this.form.querySelectorAll("[data-shows]")) {
            shown.textContent = document.getElementById(shown.dataset.shows).value;
        }
        for (const chip of this.form.querySelectorAll("[data-fills]")) {
            chip.setAttribute("aria-pressed", document.getElementById(chip.dataset.fills).value === chip.value);
        }
        for (const pick of this.form.querySelectorAll("[data-for-all]")) {
            const radios = this.radiosFor(pick);
            pick.setAttribute("aria-pressed", radios.length > 0 && radios.every((radio) => radio.checked));
        }
        for (const chip of this.form.querySelectorAll("[data-fills-all]")) {
            chip.setAttribute("aria-pressed", this.saysEverywhere(chip));
        }
    }

    radiosFor(pick) {
        return [...this.form.querySelectorAll(`[data-pupil] input[type="radio"][value="${pick.value}"]`)].filter((radio) =>
            radio.name.endsWith(`-${pick.dataset.forAll}`),
        );
    }

    fieldsFor(chip) {
        return [...this.form.querySelectorAll("[data-pupil] input")].filter((field) => field.name.endsWith(`-${chip.dataset.fillsAll}`));
    }

    saysEverywhere(chip) {
        return this.fieldsFor(chip).every((field) => field.value === chip.value);
    }

    taps(event) {
        const chip = event.target.closest("[data-fills]");
        const chips = event.target.closest("[data-fills-all]");
        const pick = event.target.closest("[data-for-all]");
        if (chips) {
            const value = this.saysEverywhere(chips) ? "" : chips.value;
            for (const field of this.fieldsFor(chips)) field.value = value;
        }
        if (chip) {
            const field = document.getElementById(chip.dataset.fills);
            field.value = field.value === chip.value ? "" : chip.value;
        }
        if (pick) for (const radio of this.radiosFor(pick)) radio.checked = true;
        if (event.target.closest("[data-log-discard]")) this.discard();
        else if (chip || chips || pick) this.typed();
    }

    discard() {
        write(this.key, {});
        window.location.assign(this.form.action);
    }

    async submits(event) {
        const record = read(this.key);
        const sent = newKey();
        const follows = record.refused ? this.form.elements.follows.value : record.follows || this.form.elements.follows.value;
        const waiting = record.queued;
        const queued = {
            sent,
            address: this.form.action,
            // What waits already may have arrived without us hearing of it.
            follows: waiting ? waiting.sent : follows,
        };
        queued.fields = [...this.fields, ["sent_id", sent], ["follows", queued.follows]];
        const kept = write(this.key, { queued, follows: record.follows });
        if (!kept) return; // no place on this device: the form is sent as any form
        event.preventDefault();
        this.save.setAttribute("aria-busy", "true");
        this.show("sending");
        this.finish(await send(this.key));
    }

    finish({ state, sentence, next }) {
        this.save.removeAttribute("aria-busy");
        this.show(state, sentence);
        if (state === "sent") window.location.assign(next ?? this.form.dataset.logHome);
    }

    sentElsewhere(event) {
        if (event.detail.key !== this.key) return;
        this.show(event.detail.state);
        if (event.detail.state === "sent" && !read(this.key).draft) window.location.assign(this.form.dataset.logHome);
    }

    show(state, sentence = "") {
        for (const line of this.form.querySelectorAll("[data-log-state]")) {
            line.hidden = line.dataset.logState !== state;
            if (!line.hidden && sentence) line.querySelector("[data-log-sentence]").textContent = sentence;
        }
    }
}

if (form) new LogForm(form);
