import '#start/routes/api'
import '#start/routes/site'
