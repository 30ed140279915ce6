/** Signs of what is done to several things at once. */

import { Sign } from './icons';

export const LeftIcon = () => <Sign d="M4.5 4v16M9 8.5h10.5M9 15.5h6" />;
export const CentreIcon = () => <Sign d="M12 4v16M6 8.5h12M8.5 15.5h7" />;
export const RightIcon = () => <Sign d="M19.5 4v16M15 8.5H4.5M15 15.5H9" />;
export const TopIcon = () => <Sign d="M4 4.5h16M8.5 9v10.5M15.5 9v6" />;
export const MiddleIcon = () => <Sign d="M4 12h16M8.5 6v12M15.5 8.5v7" />;
export const BottomIcon = () => <Sign d="M4 19.5h16M8.5 15V4.5M15.5 15V9" />;
export const AcrossIcon = () => <Sign d="M4.5 4v16M19.5 4v16M12 8v8" />;
export const DownIcon = () => <Sign d="M4 4.5h16M4 19.5h16M8 12h8" />;
export const TidyIcon = () => <Sign d="M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h6v6h-6z" />;
export const CopyIcon = () => <Sign d="M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4" />;
export const ColourIcon = () => <Sign d="M12 3.5c3.6 4.3 5.5 7.2 5.5 9.8a5.5 5.5 0 0 1-11 0c0-2.6 1.9-5.5 5.5-9.8z" />;
