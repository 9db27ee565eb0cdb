"""Tables: any CSV, XLSX or ODS, and Entrelieux’s own, which holds a card without loss."""
