/** Signs that only a desk shows. */

import { Sign } from '../ui/icons';

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
export const StepsIcon = () => <Sign d="M12 3.5v17M3.5 12h17M9.5 6 12 3.5 14.5 6M9.5 18l2.5 2.5 2.5-2.5M6 9.5 3.5 12 6 14.5M18 9.5l2.5 2.5-2.5 2.5" />;
export const TextIcon = () => <Sign d="M5 6.5V4.5h14v2M12 4.5v15M9 19.5h6" />;
export const TemplateIcon = () => <Sign d="M4 4.5h16v15H4zM4 10.5h16M10.5 10.5v9" />;
export const ZoneIcon = () => <Sign d="M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M12 4h.1M12 20h.1M4 12v.1M20 12v.1" />;
export const GroupIcon = () => <Sign d="M4 4.5h16M5 9h6v6H5zM13.5 9h5.5v6h-5.5M8 19h8" />;
export const LinkIcon = () => <Sign d="M4 18c0-7 4-11 12-11M12.5 3 17 7l-4.5 4" />;
export const CommentIcon = () => <Sign d="M4 5h16v11h-8l-5 4v-4H4z" />;
export const HistoryIcon = () => <Sign d="M4.5 12a7.5 7.5 0 1 0 2.4-5.5M4.5 4v3.5H8M12 8v4.3l3 1.8" />;
export const FlagIcon = () => <Sign d="M6 20.5v-16c4-2 7 2 12 0v9c-5 2-8-2-12 0" />;
export const HelpIcon = () => <Sign d="M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.8v.1" />;
export const ShowIcon = () => <Sign d="M12 4v3.5M12 16.5V20M4 12h3.5M16.5 12H20M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6" />;
export const FindIcon = () => <Sign d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.3 15.3 20 20" />;
export const UpwardsIcon = () => <Sign d="M6 15l6-6 6 6" />;
export const DownwardsIcon = () => <Sign d="M6 9l6 6 6-6" />;
export const MapIcon = () => <Sign d="M4 5.5h16v13H4zM12.5 10.5h7.5v8h-7.5z" />;
export const EyeIcon = () => <Sign d="M2.5 12C5 7.5 8.2 5.5 12 5.5s7 2 9.5 6.5C19 16.5 15.8 18.5 12 18.5S5 16.5 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6" />;
