const PATHS = { employee: '/v1/auth/employees/login', contact: '/v1/auth/login' };
const CODE_PATHS = { employee: '/v1/auth/employees/two-factor', contact: '/v1/auth/two-factor' };
const EARLY_MS = 30_000;

/** What the API answered instead of what was wanted. */
export class Refused extends Error {
  constructor(problem) {
    super([problem.title, problem.detail].filter(Boolean).join('. '));
    this.problem = problem;
  }
}

/**
 * Who is logged in. Tokens are kept in memory only, so that closing or reloading the page logs out; while it is
 * open the access token is renewed before it expires. Tells of every change by a `change` event.
 */
export class Session extends EventTarget {
  #tokens;
  #expiresAt = 0;
  #timer;
  #renewing;
  /** `{ email, kind, customer, customers }` while somebody is logged in. */
  account;

  async login({ kind, email, password, code }) {
    const answer = await post(PATHS[kind], { email, password }).catch((error) => {
      const { code: problem, challenge } = error.problem ?? {};
      if (problem !== 'two-factor-needed' || !code) throw error;
      return post(CODE_PATHS[kind], { challenge, code });
    });
    this.#keep(answer);
    this.#change({ email, kind, customer: answer.customer ?? null, customers: answer.customers ?? [] });
  }

  /** For a contact who may act for several customers. */
  async choose(customerId) {
    const answer = await post('/v1/auth/customer', { customerId }, await this.accessToken());
    this.#keep(answer);
    this.#change({ ...this.account, customer: answer.customer ?? null });
  }

  async logout() {
    const refreshToken = this.#tokens?.refreshToken;
    this.#forget();
    if (refreshToken) await post('/v1/auth/logout', { refreshToken }).catch(() => undefined);
  }

  /** A token that is good for a while; undefined when nobody is logged in. */
  async accessToken() {
    if (this.#tokens && Date.now() > this.#expiresAt - EARLY_MS / 3) await this.renew();
    return this.#tokens?.accessToken;
  }

  /** Gets the next tokens. Several callers at once share one request, as a refresh token is good once. */
  renew() {
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined));
    return this.#renewing;
  }

  async #renew() {
    if (!this.#tokens) return;
    try {
      this.#keep(await post('/v1/auth/refresh', { refreshToken: this.#tokens.refreshToken }));
    } catch (error) {
      // An outage passes; only a refusal ends the session.
      if (error.problem?.status >= 500) this.#renewIn(5_000);
      else this.#forget(`Your session is over: ${error.message}`);
    }
  }

  #keep({ accessToken, refreshToken, expiresIn }) {
    this.#tokens = { accessToken, refreshToken };
    this.#expiresAt = Date.now() + expiresIn * 1_000;
    this.#renewIn(Math.max(1_000, expiresIn * 1_000 - EARLY_MS));
  }

  #renewIn(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.renew(), milliseconds);
  }

  #forget(reason) {
    clearTimeout(this.#timer);
    this.#tokens = undefined;
    this.#change(undefined, reason);
  }

  #change(account, reason) {
    this.account = account;
    this.dispatchEvent(new CustomEvent('change', { detail: { reason } }));
  }
}

async function post(path, body, token) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Refused({ title: 'The gateway does not answer', status: 503 });
  });
  const text = await response.text();
  const answer = text === '' ? {} : JSON.parse(text);
  if (!response.ok) throw new Refused(answer);
  return answer;
}
