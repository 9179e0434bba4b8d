interface ErrorLike {
  message?: string;
  details?: { detail?: string };
}

/** What went wrong, in words for people: an API error's message also carries code and request id, for logs. */
export function errorText(error: unknown): string {
  const { message, details } = (error ?? {}) as ErrorLike;
  return details?.detail || message || '';
}
