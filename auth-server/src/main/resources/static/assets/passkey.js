// Passkeys: takes the server's question to the browser and the browser's answer back. The server checks everything again.
(() => {
  'use strict';
  const EARLY = 30000; // a question is replaced this long before it gets too old to be answered

  const decode = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));

  const encode = (buffer) => {
    let binary = '';
    for (const byte of new Uint8Array(buffer)) {
      binary += String.fromCharCode(byte);
    }
    return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  };

  const credentials = (list) => list.map((one) => ({ ...one, id: decode(one.id) }));

  const creationOptions = (json) => {
    if (PublicKeyCredential.parseCreationOptionsFromJSON) {
      return PublicKeyCredential.parseCreationOptionsFromJSON(json);
    }
    return {
      ...json,
      challenge: decode(json.challenge),
      user: { ...json.user, id: decode(json.user.id) },
      excludeCredentials: credentials(json.excludeCredentials),
    };
  };

  const requestOptions = (json) => {
    if (PublicKeyCredential.parseRequestOptionsFromJSON) {
      return PublicKeyCredential.parseRequestOptionsFromJSON(json);
    }
    return { ...json, challenge: decode(json.challenge), allowCredentials: credentials(json.allowCredentials) };
  };

  const answerOf = (credential) => {
    try {
      return JSON.stringify(credential.toJSON());
    } catch {
      const { response } = credential;
      const json = { clientDataJSON: encode(response.clientDataJSON) };
      for (const part of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
        if (response[part]) {
          json[part] = encode(response[part]);
        }
      }
      if (response.getTransports) {
        json.transports = response.getTransports();
      }
      return JSON.stringify({
        id: credential.id,
        rawId: encode(credential.rawId),
        type: credential.type,
        response: json,
        clientExtensionResults: credential.getClientExtensionResults(),
      });
    }
  };

  const leave = (url) => {
    location.assign(url);
    return new Promise(() => {});
  };

  const post = async (url, fields) => {
    const answer = await fetch(url, {
      method: 'POST',
      body: fields,
      credentials: 'same-origin',
      headers: { Accept: 'application/json' },
    });
    if (answer.redirected) {
      return leave(answer.url);
    }
    const json = (answer.headers.get('Content-Type') || '').includes('json');
    const body = json ? await answer.json() : {};
    return body.next ? leave(body.next) : body;
  };

  const attach = (root) => {
    const form = root.closest('form');
    const button = root.querySelector('[data-passkey-start]');
    const message = root.querySelector('[data-passkey-message]');
    const creates = root.dataset.passkey === 'create';
    let waiting = null;

    const say = (text) => {
      message.replaceChildren();
      if (text) {
        const sentence = document.createElement('p');
        sentence.className = 'message error';
        sentence.textContent = text;
        message.append(sentence);
      }
    };

    const fields = () => {
      const all = new URLSearchParams(new FormData(form));
      all.delete('email');
      all.delete('password');
      return all;
    };

    const question = async () => {
      const body = await post(root.dataset.options, fields());
      if (!body.publicKey) {
        throw new Error('no question');
      }
      return body.publicKey;
    };

    const finish = async (credential) => {
      const all = fields();
      all.set('credential', answerOf(credential));
      const body = await post(root.dataset.finish, all);
      say(body.message || root.dataset.failed);
    };

    const told = (failure) => {
      if (failure.name === 'InvalidStateError') {
        return root.dataset.exists;
      }
      return failure.name === 'NotAllowedError' || failure.name === 'AbortError'
        ? root.dataset.cancelled
        : root.dataset.failed;
    };

    const start = async () => {
      say('');
      button.disabled = true;
      if (waiting) {
        waiting.abort();
      }
      try {
        const asked = await question();
        const credential = creates
          ? await navigator.credentials.create({ publicKey: creationOptions(asked) })
          : await navigator.credentials.get({ publicKey: requestOptions(asked) });
        await finish(credential);
      } catch (failure) {
        say(told(failure));
        if (waiting) {
          listen().catch(() => {});
        }
      }
      button.disabled = false;
      button.focus();
    };

    // offers passkeys in the list that opens at the e-mail field, and asks anew before the question gets too old
    const listen = async () => {
      for (;;) {
        const asked = await question();
        const signal = new AbortController();
        waiting = signal;
        let stale = false;
        const timer = setTimeout(() => {
          stale = true;
          signal.abort();
        }, asked.timeout - EARLY);
        try {
          const credential = await navigator.credentials.get({
            publicKey: requestOptions(asked),
            mediation: 'conditional',
            signal: signal.signal,
          });
          await finish(credential);
          return;
        } catch (failure) {
          if (!stale) {
            return;
          }
        } finally {
          clearTimeout(timer);
        }
      }
    };

    button.hidden = false;
    button.addEventListener('click', start);
    if (root.dataset.passkey !== 'autofill') {
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        start();
      });
    } else if (PublicKeyCredential.isConditionalMediationAvailable) {
      PublicKeyCredential.isConditionalMediationAvailable()
        .then((available) => (available ? listen() : null))
        .catch(() => {});
    }
  };

  if (window.isSecureContext && window.PublicKeyCredential && navigator.credentials) {
    document.querySelectorAll('[data-passkey]').forEach(attach);
  } else {
    document.querySelectorAll('[data-passkey-unsupported]').forEach((note) => {
      note.hidden = false;
    });
  }
})();
