import { init } from './redoc.js';

document.body.style.margin = '0';

init(
  new URL('openapi.json', document.baseURI).href,
  {
    disableTelemetry: true,
    // These would lead to services elsewhere.
    showPageActions: false,
    schemaDefinitionsTagName: '数据结构 · schemas',
  },
  document.getElementById('redoc'),
);
