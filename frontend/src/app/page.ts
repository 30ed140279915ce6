/**
 * react-aria writes a style element of its own unless one with this id is there. The page allows no
 * inline style, and base.css holds the rule.
 */
export function keepInlineStylesOut(): void {
  const marker = document.createElement('meta');
  marker.id = 'react-aria-pressable-style';
  document.head.append(marker);
}
