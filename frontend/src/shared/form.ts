import type { SubmitEvent } from 'react';

/**
 * What to do when somebody sends a form: go on if it is complete; otherwise the first field that is
 * wrong takes the focus, once it is marked, so that a screen reader and a small screen both find it.
 */
export function onSubmit(proceed: () => boolean): (event: SubmitEvent<HTMLFormElement>) => void {
  return (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (proceed()) return;
    window.setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
}
