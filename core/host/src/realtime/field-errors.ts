import type { ErrorObject } from 'ajv';

const maxFieldErrors = 20;

/** Field errors as answers carry them: a JSON pointer into the data, and what is wrong there. */
export function fieldErrors(errors: readonly ErrorObject[] | null | undefined) {
  return (errors ?? []).slice(0, maxFieldErrors).map((issue) => {
    const { additionalProperty, missingProperty } = issue.params as Record<string, unknown>;
    const key = additionalProperty ?? missingProperty;
    const tail = typeof key === 'string' ? `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}` : '';
    return { path: issue.instancePath + tail, message: issue.message ?? 'is not valid' };
  });
}
