"""Our icons: lines on a 24 by 24 sheet, drawn in the colour of the text beside them."""

ICONS = {
    "today": '<path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4"/>'
    '<circle cx="12" cy="12" r="4"/>',
    "home": '<path d="m4 11 8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z"/>',
    "week": '<rect x="3.5" y="5" width="17" height="15" rx="2"/><path d="M3.5 10h17M9 10v10M15 10v10M8 3v4M16 3v4"/>',
    "people": '<circle cx="9" cy="8.5" r="3.5"/><path d="M3 20c0-3.6 2.7-6 6-6s6 2.4 6 6M15.5 5.3a3.5 3.5 0 0 1 0 6.4'
    'M17.5 14.6c2.2.8 3.5 2.8 3.5 5.4"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c0-4 3.3-6.5 7.5-6.5s7.5 2.5 7.5 6.5"/>',
    "school": '<path d="M3 20h18M5 20V10l7-5 7 5v10M10 20v-5h4v5M12 5V2.5h3"/>',
    "room": '<path d="M6 21V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v17M3.5 21h17M14.5 12v.5"/>',
    "upload": '<path d="M12 15V4M7.5 8.5 12 4l4.5 4.5M4 15v4a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-4"/>',
    "download": '<path d="M12 4v11M7.5 10.5 12 15l4.5-4.5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3"/>',
    "plan": '<circle cx="6" cy="6" r="2.5"/><circle cx="6" cy="18" r="2.5"/><circle cx="18" cy="12" r="2.5"/>'
    '<path d="m8.3 7.2 7.3 3.6M8.3 16.8l7.3-3.6"/>',
    "decide": '<path d="m4 6.5 1.5 1.5L8.5 5M4 13l1.5 1.5 3-3M4 19.5 5.5 21l3-3M12 7h8M12 13.5h8M12 20h8"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "report": '<path d="M4 20h16M7 20v-6M12 20V6M17 20V10"/>',
    "log": '<path d="m5 19 1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L9 18zM14.5 6.5l3 3M13 20h7"/>',
    "heart": '<path d="M12 20s-8-4.6-8-10.4A4.4 4.4 0 0 1 12 7a4.4 4.4 0 0 1 8 2.6C20 15.4 12 20 12 20z"/>',
    "worry": '<path d="M12 3.5 21.5 20h-19zM12 10v4.5M12 17.2v.1"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.6v.1"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "check-round": '<circle cx="12" cy="12" r="8.5"/><path d="m8 12.3 2.8 2.7L16 9.5"/>',
    "cross": '<path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/>',
    "rather-not": '<path d="M4.5 13.5c2.5-3.6 5-3.6 7.5-1.5s5 2.1 7.5-1.5"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "minus": '<path d="M5 12h14"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
    "left": '<path d="m14.5 5.5-6.5 6.5 6.5 6.5"/>',
    "right": '<path d="m9.5 5.5 6.5 6.5-6.5 6.5"/>',
    "down": '<path d="m6 9.5 6 6 6-6"/>',
    "up-down": '<path d="m8 9.5 4-4 4 4M8 14.5l4 4 4-4"/>',
    "sorted-up": '<path d="M12 19V6M6.5 11 12 5.5l5.5 5.5"/>',
    "sorted-down": '<path d="M12 5v13M6.5 13l5.5 5.5 5.5-5.5"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "print": '<path d="M7 9V3.5h10V9M7 17H5a1.5 1.5 0 0 1-1.5-1.5v-5A1.5 1.5 0 0 1 5 9h14a1.5 1.5 0 0 1 1.5 1.5v5'
    'A1.5 1.5 0 0 1 19 17h-2M7 14h10v6.5H7z"/>',
    "mail": '<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4 7 8 6 8-6"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "more": '<path d="M6 12h.01M12 12h.01M18 12h.01"/>',
    "language": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.4 2.4 3.5 5.3 3.5 8.5s-1.1 6.1-3.5 8.5'
    'c-2.4-2.4-3.5-5.3-3.5-8.5s1.1-6.1 3.5-8.5z"/>',
    "leave": '<path d="M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M10 12h10M16.5 8.5 20 12l-3.5 3.5"/>',
    "key": '<circle cx="8" cy="14.5" r="4"/><path d="m11 11.5 8.5-8M16 7l2.5 2.5"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "calendar": '<rect x="3.5" y="5" width="17" height="15" rx="2"/><path d="M3.5 10h17M8 3v4M16 3v4"/>',
    "file": '<path d="M6 3.5h8l4.5 4.5v12a.5.5 0 0 1-.5.5H6a.5.5 0 0 1-.5-.5V4a.5.5 0 0 1 .5-.5zM13.5 3.5v5h5"/>',
    "star": '<path d="m12 4 2.4 5 5.6.7-4.1 3.9 1 5.5-4.9-2.7-4.9 2.7 1-5.5L4 9.7 9.6 9z"/>',
    "paint": '<path d="m14 4 6 6-7.5 7.5H7.5L4 14zM9 9l6 6M4 20.5h16"/>',
    "question": '<circle cx="12" cy="12" r="8.5"/>'
    '<path d="M9.5 9.6a2.5 2.5 0 1 1 3.6 2.3c-.7.4-1.1.9-1.1 1.7M12 16.4v.1"/>',
    "family": '<circle cx="8" cy="7" r="3"/><circle cx="16.5" cy="11" r="2.3"/>'
    '<path d="M2.5 20c0-4 2.3-6.5 5.5-6.5 2 0 3.5 1 4.4 2.5M12 20c0-3 1.8-4.8 4.5-4.8S21 17 21 20"/>',
    "move": '<path d="M4 8h13M13.5 4.5 17 8l-3.5 3.5M20 16H7M10.5 12.5 7 16l3.5 3.5"/>',
}
TURNS_WITH_THE_SCRIPT = {"left", "right", "leave", "log", "rather-not", "move"}
