// Two hundred texts that would run, or change the page, wherever a text were
// taken for more than a text. Each that runs calls `trap`, which the story
// watches. Without line breaks, for most fields have one line.
const RUN = "trap(1)";

const scripts = [
  `<script>${RUN}</script>`, `<SCRIPT>${RUN}</SCRIPT>`, `<ScRiPt >${RUN}</sCrIpT >`, `<script/x>${RUN}</script>`, `<script src=//x.example/x.js></script>`,
  `<script src="data:text/javascript,${RUN}"></script>`, `"><script>${RUN}</script>`, `'><script>${RUN}</script>`, `</script><script>${RUN}</script>`,
  `</textarea><script>${RUN}</script>`, `</title><script>${RUN}</script>`, `</style><script>${RUN}</script>`, `--><script>${RUN}</script>`,
  `]]><script>${RUN}</script>`, `<scr<script>ipt>${RUN}</scr</script>ipt>`, `<script type=module>${RUN}</script>`, `<script>/*</script>*/${RUN}</script>`,
  `<script>eval(atob("dHJhcCgxKQ=="))</script>`, `<script>new Function("${RUN}")()</script>`, `<noscript><p title="</noscript><script>${RUN}</script>">`,
];

const handlers = ["onerror", "onload", "onmouseover", "onfocus", "ontoggle"];
const elements = [
  (on) => `<img src=x ${on}=${RUN}>`, (on) => `<svg ${on}=${RUN}><circle r=9></svg>`, (on) => `<body ${on}=${RUN}>`, (on) => `<input autofocus ${on}=${RUN}>`,
  (on) => `<details open ${on}=${RUN}>x</details>`, (on) => `<video ${on}=${RUN}><source src=x></video>`, (on) => `<audio src=x ${on}=${RUN}>`,
  (on) => `<a href=# autofocus ${on}=${RUN}>x</a>`, (on) => `<div tabindex=0 ${on}='${RUN}'>x</div>`, (on) => `<iframe ${on}="${RUN}"></iframe>`,
];
const events = elements.flatMap((element) => handlers.map(element));

const attributes = ["onmouseover", "onfocus", "onclick", "onanimationstart", "onpointerenter"].flatMap((on) =>
  [`" ${on}="${RUN}`, `' ${on}='${RUN}`, `" ${on}=${RUN} x="`, `\` ${on}=${RUN} \``]);

const addresses = [
  `javascript:${RUN}`, `JaVaScRiPt:${RUN}`, `javascript://%0a${RUN}`, ` javascript:${RUN}`, `javascript&colon;${RUN}`, `java%0ascript:${RUN}`,
  `vbscript:${RUN}`, `data:text/html,<script>${RUN}</script>`, `data:text/html;base64,PHNjcmlwdD50cmFwKDEpPC9zY3JpcHQ+`, `data:image/svg+xml,<svg onload=${RUN}>`,
  `<a href="javascript:${RUN}">x</a>`, `<a href='javascript:${RUN}'>x</a>`, `<a href=javascript:${RUN}>x</a>`, `<form action="javascript:${RUN}"><button>x</button></form>`,
  `<button formaction="javascript:${RUN}">x</button>`, `<iframe src="javascript:${RUN}"></iframe>`, `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<object data="javascript:${RUN}"></object>`, `<embed src="javascript:${RUN}">`, `<base href="javascript:${RUN}//">`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`, `<link rel=stylesheet href="javascript:${RUN}">`, `#/sign-in/<script>${RUN}</script>`, `//x.example/%3Cscript%3E`,
];

const templates = [
  `{{constructor.constructor('${RUN}')()}}`, `{{7*7}}{{${RUN}}}`, `\${${RUN}}`, `#{${RUN}}`, `<%= ${RUN} %>`, `{@html '<img src=x onerror=${RUN}>'}`, `{#if ${RUN}}x{/if}`,
  `[[${RUN}]]`, `{%${RUN}%}`, `<div v-html="${RUN}"></div>`, `<div ng-app ng-csp>{{$eval.constructor('${RUN}')()}}</div>`, `<div x-data x-init="${RUN}"></div>`,
  `<template><script>${RUN}</script></template>`, `@{${RUN}}`, `*{${RUN}}`, `<slot onslotchange=${RUN}></slot>`,
];

const encodings = [
  `&lt;script&gt;${RUN}&lt;/script&gt;`, `&#60;script&#62;${RUN}&#60;/script&#62;`, `&#x3c;img src=x onerror=${RUN}&#x3e;`, `%3Cscript%3E${RUN}%3C/script%3E`,
  `%253Cscript%253E${RUN}`, `\\u003cscript\\u003e${RUN}\\u003c/script\\u003e`, `\\x3cscript\\x3e${RUN}`, `+ADw-script+AD4-${RUN}+ADw-/script+AD4-`,
  `＜script＞${RUN}＜/script＞`, `<img src=x onerror=&#116;rap(1)>`, `<img src=x onerror="tr\\u0061p(1)">`, `\u202e<script>${RUN}</script>`,
  `\u200b<script>${RUN}</script>`, `&amp;lt;script&amp;gt;${RUN}`, `¼script¾${RUN}¼/script¾`, `<img src=x one\u200brror=${RUN}>`,
];

const styles = [
  `<style>*{color:red !important}</style>`, `<style>@import "//x.example/x.css";</style>`, `<div style="background:url(javascript:${RUN})">x</div>`,
  `<div style="width:expression(${RUN})">x</div>`, `<p style="position:fixed;inset:0;background:red">x</p>`, `</style><img src=x onerror=${RUN}>`,
  `<link rel=import href="//x.example/x">`, `<style>@keyframes x{}</style><b style="animation-name:x" onanimationstart=${RUN}>x</b>`,
];

const parsers = [
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${RUN}&gt;">`, `<svg><style><img src=x onerror=${RUN}></style></svg>`,
  `<svg><script>${RUN}</script></svg>`, `<svg><a xlink:href="javascript:${RUN}"><text y=9>x</text></a></svg>`, `<svg><animate onbegin=${RUN} attributeName=x dur=1s></svg>`,
  `<svg><foreignObject><img src=x onerror=${RUN}></foreignObject></svg>`, `<math href="javascript:${RUN}">x</math>`, `<table><td background="javascript:${RUN}">x</table>`,
  `<xmp><img src=x onerror=${RUN}></xmp>`, `<plaintext>`, `<!--<img src="--><img src=x onerror=${RUN}//">`, `<![CDATA[<img src=x onerror=${RUN}>]]>`,
  `<?xml version="1.0"?><img src=x onerror=${RUN}>`, `<select><option></select><img src=x onerror=${RUN}>`, `<marquee onstart=${RUN}>x</marquee>`,
  `<keygen autofocus onfocus=${RUN}>`, `<isindex type=image src=x onerror=${RUN}>`, `<img src="x\` \`<script>${RUN}</script>"\` \`>`,
];

const names = [
  `<form id=console><input name=firstChild></form>`, `<a id=content></a><a id=content name=focus></a>`, `<img name=body>`, `<iframe name=location></iframe>`,
  `<form name=document></form>`, `<input name=attributes id=title>`, `__proto__`, `constructor`, `prototype`, `hasOwnProperty`, `toString`, `valueOf`,
];

const others = [
  `=HYPERLINK("javascript:${RUN}","x")`, `=cmd|' /C calc'!A0`, `+1+cmd|' /C calc'!A0`, `=1+1`, `'; DROP TABLE entries; --`, `" OR 1=1 --`,
  `;${RUN};//`, `');${RUN};//`, `\\");${RUN};//`, `*/${RUN}/*`, `</p><h1 onclick=${RUN}>x</h1>`, `x" autofocus onfocus="${RUN}" y="`,
  `<b>粗体</b><i onclick=${RUN}>斜体</i>`, `测试 <img src=x onerror=${RUN}> 口罩`, `口罩" onmouseover="${RUN}`, `<口罩 onclick=${RUN}>`,
];

export const INJECTIONS = [...scripts, ...events, ...attributes, ...addresses, ...templates, ...encodings, ...styles, ...parsers, ...names, ...others];
