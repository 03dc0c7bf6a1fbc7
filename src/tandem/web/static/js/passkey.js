// Passkeys: hands the page's question to the browser, and its answer back in the form. No script, no button:
// the other ways to sign in stay.

const fromText = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

function toText(buffer) {
    const letters = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const withBytes = (list) => (list ?? []).map((each) => ({ ...each, id: fromText(each.id) }));

async function create({ publicKey }) {
    const credential = await navigator.credentials.create({
        publicKey: {
            ...publicKey,
            challenge: fromText(publicKey.challenge),
            user: { ...publicKey.user, id: fromText(publicKey.user.id) },
            excludeCredentials: withBytes(publicKey.excludeCredentials),
            authenticatorSelection: {
                ...publicKey.authenticatorSelection,
                residentKey: "required",
                requireResidentKey: true,
                userVerification: "required",
            },
        },
    });
    return {
        ...described(credential),
        response: {
            clientDataJSON: toText(credential.response.clientDataJSON),
            attestationObject: toText(credential.response.attestationObject),
            transports: credential.response.getTransports?.() ?? [],
        },
    };
}

async function get({ publicKey }) {
    const credential = await navigator.credentials.get({
        publicKey: {
            ...publicKey,
            challenge: fromText(publicKey.challenge),
            allowCredentials: withBytes(publicKey.allowCredentials),
        },
    });
    const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
    return {
        ...described(credential),
        response: {
            clientDataJSON: toText(clientDataJSON),
            authenticatorData: toText(authenticatorData),
            signature: toText(signature),
            userHandle: userHandle ? toText(userHandle) : null,
        },
    };
}

const described = (credential) => ({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
});

async function question(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
    return (await answer.json()).request_options;
}

async function asks(event) {
    const form = event.target.closest("form[data-passkey]");
    const input = form.elements.namedItem("credential");
    if (input.value) return;
    event.preventDefault();
    form.querySelector("[data-passkey-failed]").hidden = true;
    try {
        const asked = await question(form);
        input.value = JSON.stringify(await (form.dataset.passkey === "create" ? create(asked) : get(asked)));
        form.submit();
    } catch {
        // Somebody closed the browser's window, or this device has no key: the page says what else is possible.
        form.querySelector("[data-passkey-failed]").hidden = false;
    }
}

if (window.PublicKeyCredential) {
    for (const form of document.querySelectorAll("form[data-passkey]")) {
        form.hidden = false;
        form.addEventListener("submit", asks);
    }
}
