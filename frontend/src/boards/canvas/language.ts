/** The language somebody writes in, as far as her page knows: so that her words can be read out and sorted right. */

const FORM = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

export function writtenIn(page: string = document.documentElement.lang): { readonly lang?: string } {
  return FORM.test(page) ? { lang: page } : {};
}
