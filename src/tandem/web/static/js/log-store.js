// What a tutor typed and is not yet with the school, kept on this device only until it is: no names, no more than the
// form itself holds. One record for each session: what is being typed (`draft`), what waits to be sent (`queued`).

const PREFIX = "tandem-log:";
const TIMEOUT = 20_000;

export function keyOf(owner, session) {
    return `${PREFIX}${owner}:${session}`;
}

export function read(key) {
    try {
        return JSON.parse(localStorage.getItem(key)) ?? {};
    } catch {
        return {};
    }
}

// True when the record is really kept: private windows and full phones say no.
export function write(key, record) {
    try {
        if (record.draft || record.queued) localStorage.setItem(key, JSON.stringify(record));
        else localStorage.removeItem(key);
        return true;
    } catch {
        return false;
    }
}

export function keysOf(owner) {
    try {
        return Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${owner}:`));
    } catch {
        return [];
    }
}

// A random key of version 4; randomUUID exists only where the connection is secure.
export function newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function csrfToken() {
    return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}

// Sends what waits and says how that went: sent, kept (no connection), sign-in, refused or already.
export async function send(key) {
    const { queued } = read(key);
    if (!queued) return { state: "sent" };
    let response;
    try {
        response = await fetch(queued.address, {
            method: "POST",
            body: new URLSearchParams(queued.fields),
            headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
            signal: AbortSignal.timeout(TIMEOUT),
        });
    } catch {
        return { state: "kept" };
    }
    return settle(key, queued, response);
}

async function settle(key, queued, response) {
    if (response.status >= 500) return { state: "kept" };
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    const answer = isJson ? await response.json().catch(() => ({})) : {};
    if (response.ok && isJson) {
        const record = read(key);
        // Something may have been queued again while this was on its way.
        if (record.queued?.sent === queued.sent) {
            delete record.queued;
            record.follows = queued.sent;
        }
        write(key, record);
        return { state: "sent", next: answer.next };
    }
    if (response.redirected || response.status === 403) return { state: "sign-in" };
    const record = read(key);
    if (record.queued?.sent === queued.sent) {
        // It will not be taken as it is: back to the form, to be seen and decided on.
        record.draft ??= queued.fields;
        record.refused = true;
        delete record.queued;
        write(key, record);
    }
    return { state: response.status === 409 ? "already" : "refused", sentence: answer.sentence ?? "" };
}
