'use strict';

// Shows the overview, asks for it again and again, and says how old it is. The
// token comes from the address (#token=…, which is then removed) or from the
// form, and is kept for this tab alone.
(() => {
  const REFRESH_SECONDS = 10;
  const STALE_SECONDS = 15;
  const WORDS = {
    zh: {
      age: (seconds) => `${seconds} 秒前更新`,
      stale: (seconds) => `数据陈旧：${seconds} 秒未更新`,
      unreachable: '网关无法连接',
      noToken: '请输入令牌',
    },
    en: {
      age: (seconds) => `updated ${seconds} s ago`,
      stale: (seconds) => `stale: not updated for ${seconds} s`,
      unreachable: 'the gateway cannot be reached',
      noToken: 'enter a token',
    },
  };
  const element = (id) => document.getElementById(id);
  const kept = window.sessionStorage;
  let shownAt = 0;
  let trouble = '';
  let asking = 0;

  const language = () => kept.getItem('language') ||
    (navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh');
  const words = () => WORDS[language()];

  function takeTokenOfAddress() {
    const token = new URLSearchParams(location.hash.slice(1)).get('token');
    if (!token) return;
    kept.setItem('token', token);
    history.replaceState(null, '', location.pathname);
  }

  // The county stands in the token; the gateway judges it, this only asks.
  function countyOf(token) {
    try {
      const part = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
      return JSON.parse(atob(part)).county || '';
    } catch {
      return '';
    }
  }

  function showAge() {
    const seconds = Math.round((Date.now() - shownAt) / 1000);
    const isStale = shownAt > 0 && seconds > STALE_SECONDS;
    document.body.classList.toggle('stale', isStale);
    const age = shownAt === 0 ? '' :
      (isStale ? words().stale(seconds) : words().age(seconds));
    element('age').textContent = [age, trouble].filter(Boolean).join(' — ');
  }

  function put(text) {
    const page = new DOMParser().parseFromString(text, 'text/html');
    const main = page.querySelector('main');
    if (main) document.querySelector('main').replaceWith(main);
    document.documentElement.lang = language();
    document.title = page.title || 'EpiLedger';
  }

  async function refresh() {
    const token = kept.getItem('token');
    const mine = ++asking;
    if (!token) {
      trouble = words().noToken;
      return showAge();
    }
    try {
      const query = new URLSearchParams(
        {lang: language(), county: countyOf(token)});
      const answer = await fetch(`/hq/overview?${query}`, {
        headers: {Authorization: `Bearer ${token}`}, cache: 'no-store'});
      const text = await answer.text();
      if (mine !== asking) return;
      trouble = '';
      if (answer.ok) {
        shownAt = Date.now();
      } else if (answer.status !== 503) {
        // What may not be seen any more is not left standing.
        shownAt = 0;
      }
      if (answer.ok || shownAt === 0) put(text);
      if (answer.status === 503) trouble = words().unreachable;
    } catch {
      trouble = words().unreachable;
    }
    showAge();
  }

  function speak(chosen) {
    kept.setItem('language', chosen);
    refresh();
  }

  element('sign-in').addEventListener('submit', (event) => {
    event.preventDefault();
    kept.setItem('token', element('token').value.trim());
    element('token').value = '';
    refresh();
  });
  element('chinese').addEventListener('click', () => speak('zh'));
  element('english').addEventListener('click', () => speak('en'));
  element('print').addEventListener('click', () => window.print());
  element('sign-out').addEventListener('click', () => {
    kept.removeItem('token');
    shownAt = 0;
    put('<main></main>');
    refresh();
  });
  window.addEventListener('hashchange', () => {
    takeTokenOfAddress();
    refresh();
  });
  takeTokenOfAddress();
  refresh();
  setInterval(refresh, REFRESH_SECONDS * 1000);
  setInterval(showAge, 1000);
})();
