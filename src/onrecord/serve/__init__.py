"""The record in the browser: a library's answers as web pages, as feeds and as JSON.

`app.make_app` gives the application; nothing here fetches anything, and no page asks another host.
"""
