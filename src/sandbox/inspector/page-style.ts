export const STYLE = `
:root { color-scheme: light dark; --line: #d8dde3; --soft: #5b6672; --ok: #0a7d45; --bad: #b3261e; --back: #ffffff; --band: #f5f7f9; --text: #1a2027; }
@media (prefers-color-scheme: dark) { :root { --line: #323a43; --soft: #9aa6b2; --ok: #4cc38a; --bad: #ff8a80; --back: #14181d; --band: #1b2127; --text: #e7ecf1; } }
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.45 system-ui, sans-serif; background: var(--back); color: var(--text); }
header, main { max-width: 1280px; margin: 0 auto; padding: 16px 24px; }
h1 { font-size: 20px; margin: 0; } h2 { font-size: 15px; margin: 28px 0 4px; }
p { margin: 4px 0; } .hint, header p { color: var(--soft); }
#state { color: var(--ok); } #state.off { color: var(--bad); font-weight: 600; }
dl { display: flex; flex-wrap: wrap; gap: 8px 32px; margin: 14px 0 0; }
dl div { display: flex; flex-direction: column-reverse; }
dt { color: var(--soft); font-size: 12px; } dd { margin: 0; font-size: 22px; font-variant-numeric: tabular-nums; }
section { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th { text-align: left; font-weight: 600; color: var(--soft); border-bottom: 1px solid var(--line); padding: 5px 10px 5px 0; white-space: nowrap; }
td { border-bottom: 1px solid var(--line); padding: 5px 10px 5px 0; vertical-align: top; overflow-wrap: anywhere; }
tbody tr:nth-child(even) td { background: var(--band); }
.n { text-align: right; font-variant-numeric: tabular-nums; }
.n, .whole { white-space: nowrap; overflow-wrap: normal; }
.mono { font-family: ui-monospace, monospace; font-size: 12px; }
.soft { color: var(--soft); } .bad { color: var(--bad); } .tag { border: 1px solid var(--line); border-radius: 4px; padding: 0 4px; font-size: 11px; margin-left: 6px; }
td ul { margin: 0; padding: 0; list-style: none; }
.none { color: var(--soft); padding: 8px 0; }
`;
