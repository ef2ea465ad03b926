import { apiHandler } from './handler.ts';

// The bundle carries the documents beside itself.
const api = apiHandler(process.env, new URL('./', import.meta.url));

// While Lambda initialises a function it gives it more of a processor than any request gets.
await api.ready();

export const { handler } = api;
