import { SCRIPT } from './page-script';
import { STYLE } from './page-style';

/** One page that loads nothing from elsewhere. It reads the lists below `/_tendlc/` every second. */
export const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>tendlc sandbox</title>
<style>${STYLE}</style>
</head>
<body>
<header>
  <h1>tendlc sandbox</h1>
  <p>AWS on loopback. No phone gets a message. <span id="state" role="status">connecting…</span></p>
  <dl id="totals"></dl>
</header>
<main>
  <section aria-labelledby="h-send">
    <h2 id="h-send">Who can send</h2>
    <p class="hint">By the current policies of both accounts. A role that no principal can assume is listed too.</p>
    <table id="sending"><thead><tr><th>Role of the paying account</th><th>Sends from</th><th>Who can assume it</th><th>External ID</th></tr></thead><tbody></tbody></table>
  </section>
  <section aria-labelledby="h-messages">
    <h2 id="h-messages">Messages</h2>
    <table id="messages"><thead><tr><th>Time</th><th>Requested by</th><th>Sent as</th><th>From</th><th>To</th><th>Message</th><th class="n">Parts</th><th class="n">USD</th><th>Paid by</th></tr></thead><tbody></tbody></table>
  </section>
  <section aria-labelledby="h-denials">
    <h2 id="h-denials">Denied calls</h2>
    <table id="denials"><thead><tr><th>Time</th><th>AuthenticatedPrincipal</th><th>Action</th><th>Resource</th><th>Decided by</th></tr></thead><tbody></tbody></table>
  </section>
  <section aria-labelledby="h-accounts">
    <h2 id="h-accounts">Accounts</h2>
    <table id="accounts"><thead><tr><th>Account</th><th>Stands for</th><th class="n">Roles</th><th class="n">Users</th><th class="n">Managed policies</th><th class="n">Calls</th><th class="n">Spent, USD</th></tr></thead><tbody></tbody></table>
  </section>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
