import { apiHandler } from './handler.ts';

// The documents lie beside the bundle.
const api = apiHandler(process.env, new URL('./', import.meta.url));

// Lambda gives a function more CPU while it initialises than during a request.
await api.ready();

export const { handler } = api;
