/** The shell of the API page; the script fills it from `/openapi.json`. */
export const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/docs.css">
<script type="module" src="/docs/docs.js"></script>
</head>
<body>
<header>
<h1 id="title">API</h1>
<p id="about"></p>
<form id="session">
<label>E-mail or username <input name="login" autocomplete="username" required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in to try requests</button>
<output id="who" aria-live="polite">Not signed in</output>
</form>
<label class="search">Find <input id="find" type="search" placeholder="path, summary or right"></label>
</header>
<main id="operations" aria-busy="true">Loading …</main>
</body>
</html>
`;
