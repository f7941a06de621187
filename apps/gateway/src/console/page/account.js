/** The log-in form, and who is logged in. */
export function accountBar(session) {
  const form = byId('login');

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void attempt(() =>
      session.login({
        kind: byId('login-kind').value,
        email: byId('login-email').value,
        password: byId('login-password').value,
        code: byId('login-code').value,
      }),
    );
  });
  byId('logout').addEventListener('click', () => void session.logout());
  byId('account-customer').addEventListener('change', ({ target }) => {
    void attempt(() => session.choose(target.value));
  });
  session.addEventListener('change', ({ detail }) => render(session.account, detail.reason));
  return { tell };
}

/** Tells why it did not work; asks for the one-time code where one is needed. */
async function attempt(work) {
  const buttons = [...document.querySelectorAll('.bar button')];
  tell('');
  for (const button of buttons) button.disabled = true;
  try {
    await work();
  } catch (error) {
    const { code = '', errors = [] } = error.problem ?? {};
    if (code === 'two-factor-needed') byId('login-code').hidden = false;
    tell([error.message, ...errors.map(({ message }) => message)].join(' '));
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

function render(account, reason = '') {
  byId('login').hidden = account !== undefined;
  byId('account').hidden = account === undefined;
  byId('login-password').value = '';
  byId('login-code').value = '';
  byId('login-code').hidden = true;
  tell(reason);
  if (!account) return;
  byId('account-name').textContent = `${account.email} (${account.kind})`;
  renderCustomers(account);
}

function renderCustomers({ customer, customers }) {
  const select = byId('account-customer');
  select.hidden = customers.length === 0;
  const choose = new Option('Choose a customer …', '', true, customer === null);
  choose.disabled = true;
  select.replaceChildren(
    choose,
    ...customers.map(({ id, number, firstName, lastName, company }) => {
      const name = company ?? `${firstName} ${lastName}`;
      return new Option(`${number} ${name}`, id, false, id === customer?.id);
    }),
  );
}

function tell(text) {
  const message = byId('message');
  message.textContent = text;
  message.hidden = text === '';
}

const byId = (id) => document.getElementById(id);
