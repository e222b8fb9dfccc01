// Passkeys: asks the server for a challenge, the device for an answer, and sends it with the form.

const bytes = (words) => Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const words = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function read(options) {
  const known = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }));
  const read = { ...options, challenge: bytes(options.challenge) };
  if (options.user) read.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) read.excludeCredentials = known(options.excludeCredentials);
  if (options.allowCredentials) read.allowCredentials = known(options.allowCredentials);
  return read;
}

function written(credential) {
  const answer = credential.response;
  const response = { clientDataJSON: words(answer.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"])
    if (answer[part]) response[part] = words(answer[part]);
  return {
    id: credential.id,
    rawId: words(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function ask(form) {
  const reply = await fetch(form.dataset.begin, { method: "POST", body: new FormData(form), redirect: "error" });
  if (!reply.ok) throw new Error(String(reply.status));
  const publicKey = read((await reply.json()).publicKey);
  const way = form.dataset.passkey === "create" ? "create" : "get";
  return written(await navigator.credentials[way]({ publicKey }));
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector("button");
  const trouble = form.querySelector("[data-trouble]");
  button.disabled = true;
  trouble.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await ask(form));
    form.submit();
  } catch {
    trouble.hidden = false;
    button.disabled = false;
  }
}

if (window.PublicKeyCredential)
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", send);
    for (const part of document.querySelectorAll("[data-with-passkeys]")) part.hidden = false;
  }
else for (const part of document.querySelectorAll("[data-without-passkeys]")) part.hidden = false;
