import { init } from './redoc.js';

document.body.style.margin = '0';

const response = await fetch(new URL('openapi.json', document.baseURI));

init(
  // Read here rather than by Redoc: of an address, it offers to open it at services elsewhere.
  await response.json(),
  { disableTelemetry: true, schemaDefinitionsTagName: '数据结构 · schemas' },
  document.getElementById('redoc'),
);
