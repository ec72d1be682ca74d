// Live feedback on a new password. It asks this server only, which keeps nothing; without this script the page works as well.
(() => {
  'use strict';
  const PAUSE = 350;

  const mark = (rules, feedback) => {
    const broken = new Set(feedback ? feedback.broken.map((one) => one.rule) : []);
    for (const item of rules.querySelectorAll('[data-rule]')) {
      const judged = feedback !== null && feedback.rules.includes(item.dataset.rule);
      const state = judged ? (broken.has(item.dataset.rule) ? 'broken' : 'kept') : '';
      if (state) {
        item.dataset.state = state;
      } else {
        delete item.dataset.state;
      }
      let note = item.querySelector('.state');
      if (!note) {
        note = document.createElement('span');
        note.className = 'state';
        item.append(' ', note);
      }
      note.textContent = state ? '(' + rules.dataset[state] + ')' : '';
    }
  };

  const attach = (input) => {
    const field = input.closest('.field');
    const box = field.querySelector('[data-password-strength]');
    const meter = box.querySelector('meter');
    const verdict = box.querySelector('[role=status]');
    const rules = field.querySelector('.rules');
    let timer = 0;
    let asking = null;

    const clear = () => {
      box.hidden = true;
      verdict.textContent = '';
      mark(rules, null);
    };

    const show = (feedback) => {
      box.hidden = false;
      meter.value = feedback.score;
      verdict.textContent = [feedback.verdict, ...feedback.broken.slice(0, 1).map((one) => one.message)].join(' ');
      mark(rules, feedback);
    };

    const ask = async () => {
      if (asking) {
        asking.abort();
      }
      const form = input.form;
      const body = new URLSearchParams({ password: input.value, ticket: input.dataset.ticket });
      for (const name of ['_csrf', 'name', 'email']) {
        const other = form.elements.namedItem(name);
        if (other) {
          body.set(name, other.value);
        }
      }
      asking = new AbortController();
      try {
        const answer = await fetch(input.dataset.passwordFeedback, {
          method: 'POST',
          body,
          credentials: 'same-origin',
          headers: { Accept: 'application/json' },
          signal: asking.signal,
        });
        if (answer.ok) {
          show(await answer.json());
        }
      } catch (failure) {
        if (failure.name !== 'AbortError') {
          clear();
        }
      }
    };

    input.addEventListener('input', () => {
      clearTimeout(timer);
      if (input.value === '') {
        clear();
      } else {
        timer = setTimeout(ask, PAUSE);
      }
    });
  };

  document.querySelectorAll('input[data-password-feedback]').forEach(attach);
})();
